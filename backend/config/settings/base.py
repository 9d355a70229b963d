"""Settings that hold everywhere. Each integration has one module in `parts`; every value is optional."""

from .parts.env import BASE_DIR, DATA_DIR, env  # noqa: F401

DEBUG = False
ROOT_URLCONF = "backend.config.urls"
ASGI_APPLICATION = "backend.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True
APPEND_SLASH = False

PORT = env.int("PORT", default=8000)
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://127.0.0.1:{PORT}")
SANDBOX_MOUNTED = False
# Playbooks are read from here instead of from the ones that come with the product.
PLAYBOOK_DIR = env.str("PLAYBOOK_DIR", default="")
# Plans likewise.
PLANS_FILE = env.str("PLANS_FILE", default="")

INSTALLED_APPS = [
    "daphne",
    "backend.config.apps.AtelierAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.usersessions",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "djstripe",
    "backend.config",
    "backend.core",
    "backend.events",
    "backend.accounts",
    "backend.letters",
    "backend.treasury",
    "backend.billing",
    "backend.ai",
    "backend.projects",
    "backend.agents",
    "backend.analytics",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "backend.core.middleware.request_id_middleware",
    "backend.config.statics.StaticFilesMiddleware",
    "backend.core.compression.compression_middleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

from .parts.ai import *  # noqa: E402, F403
from .parts.analytics import *  # noqa: E402, F403
from .parts.auth import *  # noqa: E402, F403
from .parts.background import *  # noqa: E402, F403
from .parts.database import *  # noqa: E402, F403
from .parts.logs import *  # noqa: E402, F403
from .parts.mail import *  # noqa: E402, F403
from .parts.realtime import *  # noqa: E402, F403
from .parts.rest import *  # noqa: E402, F403
from .parts.sales import *  # noqa: E402, F403
from .parts.security import *  # noqa: E402, F403
from .parts.static import *  # noqa: E402, F403
from .parts.stripe import *  # noqa: E402, F403

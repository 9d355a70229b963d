"""Every address of the product. The paths of an app are its own; only their prefixes are given here."""

from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from backend.billing.api.webhook_view import StripeWebhookView
from backend.config import spa
from backend.core.api import health, problems

api: list[URLPattern | URLResolver] = [
    path("users/", include("backend.accounts.api.urls.users")),
    path("activity/", include("backend.accounts.api.urls.activity")),
    path("api-keys/", include("backend.accounts.api.urls.api_keys")),
    path("letters/", include("backend.letters.api.urls.preferences")),
    path("ai/", include("backend.ai.api.urls")),
    path("finance/", include("backend.treasury.api.urls")),
    path("stripe-webhook", StripeWebhookView.as_view()),
    path("billing/", include("backend.billing.api.urls.billing")),
    path("", include("backend.billing.api.urls.shop")),
    # What a project shows needs its conversation, so the agents' views come first on the same noun.
    path("projects/", include("backend.agents.api.urls")),
    path("projects/", include("backend.projects.api.urls")),
    path("analytics/", include("backend.analytics.api.urls")),
    path("finance/", include("backend.analytics.api.finance_urls")),
]
if apps.is_installed("backend.demo"):
    api.append(path("demo", include("backend.demo.api.urls")))

urlpatterns = [
    path("", spa.landing),
    path("robots.txt", spa.robots),
    path("sitemap.xml", spa.sitemap),
    path("api/v1/", include(api)),
    path("letters/", include("backend.letters.api.urls.pages")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    # allauth routes telephone numbers even where none are asked for.
    path("_allauth/browser/v1/account/phone", problems.not_found),
    path("_allauth/", include("allauth.headless.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz),
    path("livez", health.livez),
    path("metrics", health.metrics),
    re_path(r"^(?!api/|_allauth/|admin/|static/|sandbox/|ws/).*$", spa.front_end),
]

handler404 = "backend.core.api.problems.not_found"
handler500 = "backend.core.api.problems.server_error"

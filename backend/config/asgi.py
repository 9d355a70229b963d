"""The ASGI application: Django, the socket and, on a person's own machine, the sandbox."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")
django_application = get_asgi_application()

# Only now that Django is set up may anything that touches models be imported.
from .composition import compose  # noqa: E402

application = compose(django_application)

"""How our two ways of signing in appear in the OpenAPI schema."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "backend.accounts.api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "A browser's session. Changes also need the CSRF token in `X-CSRFToken`.",
        }


class ApiKeyScheme(OpenApiAuthenticationExtension):
    target_class = "backend.accounts.api.authentication.ApiKeyAuthentication"
    name = "apiKey"
    match_subclasses = True

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "`Authorization: Bearer atl_…`, a key made under `/api/v1/api-keys/`.",
        }

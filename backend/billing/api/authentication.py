"""API keys, each call of which counts among those that the workspace's plan includes."""

from rest_framework.request import Request

from backend.accounts.api.authentication import ApiKeyAuthentication
from backend.accounts.models import ApiKey, User
from backend.billing.features import Feature
from backend.billing.services import entitlements


class MeteredApiKeyAuthentication(ApiKeyAuthentication):
    """Only calls by key count, never the interface's own. Past the month's limit a call is refused with 429."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        found = super().authenticate(request)
        if found is not None:
            entitlements.consume(found[1].workspace_id, Feature.API_CALLS)
        return found

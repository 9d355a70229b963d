"""Where pages say that they were looked at: for anyone, without a session, a token or a cookie."""

import io
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import get_user
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from backend.analytics.services import visits
from backend.core.api.parsers import StrictJSONParser
from backend.core.errors import TooLarge

from .serializers import VisitInput

LARGEST = 2048


class SmallJSONParser(StrictJSONParser):
    """JSON of LARGEST bytes at most."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise TooLarge
        return super().parse(io.BytesIO(body), media_type, parser_context)


class BeaconParser(SmallJSONParser):
    """The same as plain text, which is how `navigator.sendBeacon` sends a string and needs no preflight."""

    media_type = "text/plain"


class VisitThrottle(SimpleRateThrottle):
    """So many a minute from one address; forwarded addresses are believed as allauth is told to."""

    scope = "visits"

    def get_rate(self) -> str:
        return f"{settings.VISITS_PER_MINUTE}/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"analytics:visits:{get_adapter().get_client_ip(request._request)}"


class VisitView(APIView):
    authentication_classes: list[type] = []
    permission_classes = [AllowAny]
    parser_classes: list[type[BaseParser]] = [BeaconParser, SmallJSONParser]
    throttle_classes = [VisitThrottle]

    @extend_schema(request={"application/json": VisitInput}, responses={204: None})
    def post(self, request: Request) -> Response:
        """Count a look at a public page, unless whoever looks asks not to be counted (DNT, GPC) or runs this place."""
        body = VisitInput(data=request.data)
        body.is_valid(raise_exception=True)
        if _counts(request):
            visits.record(_look(request, body.validated_data))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _counts(request: Request) -> bool:
    headers = request.headers
    if headers.get("DNT") == "1" or headers.get("Sec-GPC") == "1" or "Authorization" in headers:
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return True
    # Asked of Django itself: this view authenticates nobody, so that an expired session is no refusal.
    return not get_user(request._request).is_superuser


def _look(request: Request, said: dict[str, str]) -> visits.Look:
    headers = request.headers
    return visits.Look(
        path=said["p"],
        query=said["q"],
        referrer=said["r"],
        address=get_adapter().get_client_ip(request._request),
        agent=headers.get("User-Agent", ""),
        host=request.get_host(),
        languages=headers.get("Accept-Language", ""),
        fetch_site=headers.get("Sec-Fetch-Site", ""),
    )

"""Where Stripe tells us what happened."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.billing.services import inbox
from backend.core.errors import TooLarge

# Stripe's largest events are a tenth of it.
MOST_BYTES = 1_000_000


class StripeWebhookView(APIView):
    """Signed by Stripe, so nobody logs in here; answered once it is stored, and worked off afterwards."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    @extend_schema(exclude=True)
    def post(self, request: Request) -> Response:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise TooLarge
        new = inbox.receive(
            payload=request._request.body, signature=request.headers.get("stripe-signature", "")
        )
        return Response({"received": True, "new": new}, status=status.HTTP_200_OK)

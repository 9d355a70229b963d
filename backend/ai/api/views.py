from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import IsSuperuser
from backend.accounts.api.requests import person
from backend.accounts.selectors import home_workspace
from backend.ai import selectors
from backend.billing.features import Feature
from backend.billing.services import entitlements

from .serializers import SystemUsageOutput, SystemUsageQuery, UsageOutput


class UsageView(APIView):
    @extend_schema(responses=UsageOutput, summary="What I have used")
    def get(self, request: Request) -> Response:
        user = person(request)
        today = entitlements.check(home_workspace(user).pk, Feature.MESSAGES, user=user)
        messages = {
            "used": today.used,
            "limit": today.limit,
            "left": today.left,
            "resets_at": today.resets_at,
        }
        return Response(UsageOutput({"messages": messages, **selectors.usage_of(user)}).data)


class SystemUsageView(APIView):
    permission_classes = [IsAuthenticated, IsSuperuser]

    @extend_schema(
        parameters=[SystemUsageQuery], responses=SystemUsageOutput, summary="What everyone has used"
    )
    def get(self, request: Request) -> Response:
        query = SystemUsageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(SystemUsageOutput(selectors.system_usage(**query.validated_data)).data)

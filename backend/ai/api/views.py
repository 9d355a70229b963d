from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.ai import selectors
from backend.ai.services import allowance

from .serializers import SystemUsageOutput, SystemUsageQuery, UsageOutput


class IsSuperuser(BasePermission):
    message = "Only a superuser may see this."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_superuser)


class UsageView(APIView):
    @extend_schema(responses=UsageOutput, summary="What I have used")
    def get(self, request: Request) -> Response:
        today = allowance.state(person(request))
        messages = {
            "used": today.used,
            "limit": today.limit,
            "left": today.left,
            "resets_at": today.resets_at,
        }
        return Response(UsageOutput({"messages": messages, **selectors.usage_of(person(request))}).data)


class SystemUsageView(APIView):
    permission_classes = [IsAuthenticated, IsSuperuser]

    @extend_schema(
        parameters=[SystemUsageQuery], responses=SystemUsageOutput, summary="What everyone has used"
    )
    def get(self, request: Request) -> Response:
        query = SystemUsageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(SystemUsageOutput(selectors.system_usage(**query.validated_data)).data)

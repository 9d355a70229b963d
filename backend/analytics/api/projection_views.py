from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.accounts.models import Role, User
from backend.accounts.selectors import home_workspace, role_in
from backend.analytics.selectors import projections
from backend.analytics.services import forecasts
from backend.core.errors import NotFound, PermissionDenied

from .queries import ProjectionsQuery
from .serializers import ProjectionsOutput

READS_MONEY = frozenset({Role.OWNER, Role.ADMIN, Role.ACCOUNTANT})


class ProjectionsView(APIView):
    @extend_schema(
        parameters=[ProjectionsQuery], responses=ProjectionsOutput, summary="What the next weeks should bring"
    )
    def get(self, request: Request) -> Response:
        """Today's forecast; where there is none yet it is asked for, and `status` is pending until it is made."""
        query = ProjectionsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        given = dict(query.validated_data)
        workspace_id = _workspace(person(request), given.pop("workspace", None))
        return Response(ProjectionsOutput(_projections(workspace_id, given)).data)


def _workspace(user: User, wanted: UUID | None) -> UUID:
    """Return the workspace whose money is meant. Raises NotFound for another's, PermissionDenied for a role."""
    workspace_id = wanted or home_workspace(user).pk
    role = role_in(user, workspace_id)
    if role is None:
        raise NotFound
    if role not in READS_MONEY:
        raise PermissionDenied
    return workspace_id


def _projections(workspace_id: UUID, series: dict[str, Any]) -> dict[str, Any]:
    forecast = projections.newest(workspace_id=workspace_id, **series)
    fresh = projections.is_fresh(forecast, forecasts.today())
    if not fresh:
        forecasts.ask_for(workspace_id=workspace_id, **series)
    reason = forecast.declined_reason if forecast else ""
    return {
        **series,
        "status": "ready" if fresh else "pending",
        "method": (forecast.method or None) if forecast else None,
        "made_on": forecast.made_on if forecast else None,
        "level": forecast.level if forecast else forecasts.LEVEL,
        "points": forecast.points if forecast else [],
        "declined": {"reason": reason} if reason else None,
        "accuracy": projections.accuracy(workspace_id=workspace_id, **series),
    }

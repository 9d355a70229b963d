"""The partner writing the positioning of the launch kit: asking for it, and giving it up."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.agents.services import drafting, kits
from backend.core.api.idempotency import KEY_HEADER, idempotent

from .kit_serializers import KitOutput
from .kit_views import editable


class KitDraftView(APIView):
    @extend_schema(
        operation_id="kit_draft_begin",
        parameters=[KEY_HEADER],
        request=None,
        responses={202: KitOutput},
        summary="Have the partner write the positioning",
    )
    @idempotent
    def post(self, request: Request, project_id: UUID) -> Response:
        project = editable(request, project_id)
        drafting.begin(project=project, actor_id=person(request).pk)
        return Response(kits.kit_of(project).as_wire(), status=202)

    @extend_schema(
        operation_id="kit_draft_discard",
        request=None,
        responses={200: KitOutput},
        summary="Cancel the partner's draft, or throw it away",
    )
    def delete(self, request: Request, project_id: UUID) -> Response:
        project = editable(request, project_id)
        drafting.cancel(project=project, actor_id=person(request).pk)
        return Response(kits.kit_of(project).as_wire())

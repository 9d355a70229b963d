"""The launch kit: reading it, editing a section, and having the composed one back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.text import slugify
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import require_editor
from backend.accounts.api.requests import person
from backend.agents.services import kits
from backend.core.api.renderers import OrjsonRenderer
from backend.core.errors import NotFound
from backend.projects import selectors as projects
from backend.projects.kit.documents import calendar, markdown, pdf
from backend.projects.kit.model import Kit
from backend.projects.models import Project

from .kit_serializers import KitOutput, KitSectionInput


class KitView(APIView):
    @extend_schema(operation_id="kit_retrieve", responses=KitOutput, summary="The launch kit")
    def get(self, request: Request, project_id: UUID) -> Response:
        project = projects.project_for(person(request), project_id)
        return Response(kits.kit_of(project).as_wire())


class KitSectionView(APIView):
    @extend_schema(
        operation_id="kit_section_save",
        request=KitSectionInput,
        responses=KitOutput,
        summary="Keep my own version of a section",
    )
    def put(self, request: Request, project_id: UUID, section: str) -> Response:
        project = editable(request, project_id)
        given = KitSectionInput(data=request.data)
        given.is_valid(raise_exception=True)
        kit = kits.edit(project=project, section=section, actor_id=person(request).pk, **given.validated_data)
        return Response(kit.as_wire())

    @extend_schema(
        operation_id="kit_section_restore",
        request=None,
        responses={200: KitOutput},
        summary="Compose a section again",
    )
    def delete(self, request: Request, project_id: UUID, section: str) -> Response:
        project = editable(request, project_id)
        kit = kits.restore(project=project, section=section, actor_id=person(request).pk)
        return Response(kit.as_wire())


class UnknownFormat(NotFound):
    detail = "A kit is exported as md, pdf or ics."


class DocumentRenderer(OrjsonRenderer):
    """Lets a document be asked for by its own type; problems are still told as JSON."""

    media_type = "*/*"


_FORMATS: dict[str, tuple[str, Callable[[Kit], bytes | str]]] = {
    "md": ("text/markdown; charset=utf-8", markdown.render),
    "pdf": ("application/pdf", pdf.render),
    "ics": ("text/calendar; charset=utf-8", calendar.render),
}


class KitExportView(APIView):
    renderer_classes = [OrjsonRenderer, DocumentRenderer]

    @extend_schema(
        operation_id="kit_export",
        parameters=[OpenApiParameter("format_name", str, OpenApiParameter.PATH, enum=sorted(_FORMATS))],
        responses={(200, media.partition(";")[0]): OpenApiTypes.BINARY for media, _ in _FORMATS.values()},
        summary="The launch kit as Markdown, PDF or calendar file",
    )
    def get(self, request: Request, project_id: UUID, format_name: str) -> HttpResponse:
        project = projects.project_for(person(request), project_id)
        if format_name not in _FORMATS:
            raise UnknownFormat
        media, render = _FORMATS[format_name]
        kit = kits.kit_of(project)
        response = HttpResponse(render(kit), content_type=media)
        name = slugify(kit.business)[:60].strip("-") or "launch"
        response["Content-Disposition"] = f'attachment; filename="{name}-launch-kit.{format_name}"'
        response["Cache-Control"] = "private, no-store"
        return response


def editable(request: Request, project_id: UUID) -> Project:
    """Return the project if the caller may write in it. Raises NotFound or PermissionDenied."""
    project = projects.project_for(person(request), project_id)
    require_editor(person(request), project.workspace_id)
    return project

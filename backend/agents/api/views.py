from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from backend.accounts.api.permissions import require_editor
from backend.accounts.api.requests import person
from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.agents import selectors, wire
from backend.agents.services import conversations, messages
from backend.agents.services.messages import Exchange
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.core.api.renderers import OrjsonRenderer
from backend.core.errors import ApplicationError
from backend.projects import selectors as projects
from backend.projects.api.views import ProjectListView
from backend.projects.models import Project

from . import serializers
from .event_stream import EventStreamRenderer, frames_of


class NoActiveProject(ApplicationError):
    code = "no_active_project"
    status = 404
    detail = "You have no active launch. Start one first."


class ProjectStartView(ProjectListView):
    """The projects' collection: listing is the projects' own, starting one opens its conversation."""

    @extend_schema(
        parameters=[KEY_HEADER],
        request=serializers.ProjectCreateInput,
        responses={201: serializers.ActiveProjectOutput},
        summary="Start a launch",
    )
    @idempotent
    def post(self, request: Request) -> Response:
        given = serializers.ProjectCreateInput(data=request.data)
        given.is_valid(raise_exception=True)
        workspace = home_workspace(person(request))
        require_editor(person(request), workspace.pk)
        project = conversations.start_project(
            user=person(request), workspace=workspace, **given.validated_data
        )
        started = projects.project_for(person(request), project.pk)
        return Response(selectors.project_view(started, user=person(request)), status=201)


class ActiveProjectView(APIView):
    @extend_schema(responses=serializers.ActiveProjectOutput, summary="The launch I am working on")
    def get(self, request: Request) -> Response:
        project = projects.active_project(person(request))
        if project is None:
            raise NoActiveProject
        return Response(selectors.project_view(project, user=person(request)))


class MessagesView(APIView):
    renderer_classes = [OrjsonRenderer, EventStreamRenderer]

    @extend_schema(
        parameters=[serializers.MessagePageQuery],
        responses=serializers.MessagePageOutput,
        summary="Messages, newest first",
    )
    def get(self, request: Request, project_id: UUID) -> Response:
        query = serializers.MessagePageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        project = projects.project_for(person(request), project_id)
        rows, more = selectors.messages_page(project, before=query.validated_data.get("before"))
        following = _page_address(request, project_id, rows[-1].position) if more else None
        return Response({"results": [wire.message(row) for row in rows], "next": following, "previous": None})

    @extend_schema(
        parameters=[KEY_HEADER],
        request=serializers.MessageSendInput,
        responses={
            202: serializers.ExchangeOutput,
            (200, "text/event-stream"): OpenApiResponse(
                str, "The frames of the socket, as server-sent events, until the answer ends"
            ),
        },
        summary="Send a message",
    )
    @idempotent
    def post(self, request: Request, project_id: UUID) -> HttpResponseBase:
        project = editable_project(person(request), project_id)
        given = sent_text(request)
        exchange = messages.send(project=project, author=person(request), **given)
        return exchange_response(request, project, exchange)


class MessageStopView(APIView):
    @extend_schema(request=None, responses={202: serializers.StopOutput}, summary="Stop an answer")
    def post(self, request: Request, project_id: UUID, message_id: UUID) -> Response:
        project = editable_project(person(request), project_id)
        message = messages.stop(project=project, message_id=message_id)
        return Response({"message": wire.message(message)}, status=202)


class MessageRetryView(APIView):
    renderer_classes = [OrjsonRenderer, EventStreamRenderer]

    @extend_schema(
        parameters=[KEY_HEADER],
        request=None,
        responses={202: serializers.ExchangeOutput},
        summary="Answer again",
    )
    @idempotent
    def post(self, request: Request, project_id: UUID, message_id: UUID) -> HttpResponseBase:
        project = editable_project(person(request), project_id)
        exchange = messages.retry(project=project, author=person(request), message_id=message_id)
        return exchange_response(request, project, exchange)


class MessageEditView(APIView):
    renderer_classes = [OrjsonRenderer, EventStreamRenderer]

    @extend_schema(
        parameters=[KEY_HEADER],
        request=serializers.MessageSendInput,
        responses={202: serializers.EditOutput},
        summary="Say it differently",
    )
    @idempotent
    def post(self, request: Request, project_id: UUID, message_id: UUID) -> HttpResponseBase:
        project = editable_project(person(request), project_id)
        given = sent_text(request)
        exchange = messages.edit(project=project, author=person(request), message_id=message_id, **given)
        superseded = [str(pk) for pk in exchange.superseded]
        return exchange_response(request, project, exchange, superseded=superseded)


def editable_project(user: User, project_id: UUID) -> Project:
    """Return the project for someone who may write in it. Raises NotFound or PermissionDenied."""
    project = projects.project_for(user, project_id)
    require_editor(user, project.workspace_id)
    return project


def sent_text(request: Request) -> dict[str, Any]:
    given = serializers.MessageSendInput(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def exchange_response(
    request: Request, project: Project, exchange: Exchange, **more: Any
) -> HttpResponseBase:
    """Answer 202 with both messages, or stream their frames to a client that accepts events."""
    if isinstance(request.accepted_renderer, EventStreamRenderer):
        stream = StreamingHttpResponse(frames_of(project.pk, exchange), content_type="text/event-stream")
        stream["Cache-Control"] = "no-cache"
        stream["X-Accel-Buffering"] = "no"
        return stream
    user = wire.message(exchange.user) if exchange.user else None
    return Response({"user": user, "assistant": wire.message(exchange.assistant), **more}, status=202)


def _page_address(request: Request, project_id: UUID, position: int) -> str:
    address = reverse("project-messages", kwargs={"project_id": project_id}, request=request)
    return f"{address}?before={position}"

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from backend.accounts.api.permissions import require_editor
from backend.accounts.models import User
from backend.core.pagination import CursorPagination
from backend.projects import selectors, wire
from backend.projects.models import Project
from backend.projects.services import decisions, profiles, projects, tasks

from . import serializers


class ProfileView(APIView):
    """Who I am to my audience."""

    @extend_schema(operation_id="profile_retrieve", responses=serializers.ProfileOutput)
    def get(self, request: Request) -> Response:
        return Response(wire.profile(selectors.existing_profile(_me(request))))

    @extend_schema(
        operation_id="profile_save", request=serializers.ProfileInput, responses=serializers.ProfileOutput
    )
    def put(self, request: Request) -> Response:
        profile = profiles.save(user=_me(request), **_sent(serializers.ProfileInput, request))
        return Response(wire.profile(profile))


class ProjectListView(APIView):
    """Every project I may see, newest first."""

    pagination_class = CursorPagination

    @extend_schema(operation_id="projects_list", responses=serializers.ProjectSummaryOutput(many=True))
    def get(self, request: Request) -> Response:
        return _page(request, self, selectors.projects_of(_me(request)), selectors.project_summary)


class ProjectView(APIView):
    """One project, whatever its status, without its conversation."""

    @extend_schema(operation_id="projects_retrieve", responses=serializers.ProjectStateOutput)
    def get(self, request: Request, project_id: UUID) -> Response:
        project = selectors.project_for(_me(request), project_id)
        return Response(selectors.workspace_state(project, user=_me(request)))

    @extend_schema(
        operation_id="projects_update",
        request=serializers.ProjectUpdateInput,
        responses=serializers.ProjectStateOutput,
    )
    def patch(self, request: Request, project_id: UUID) -> Response:
        project = _editable(request, project_id)
        changes = _sent(serializers.ProjectUpdateInput, request)
        changed = projects.update(project=project, actor_id=_me(request).pk, **changes)
        return Response(selectors.workspace_state(changed, user=_me(request)))


class TaskToggleView(APIView):
    """Tick a task, or untick it."""

    @extend_schema(
        operation_id="tasks_toggle",
        request=serializers.TaskToggleInput,
        responses=serializers.TaskChangeOutput,
    )
    def post(self, request: Request, project_id: UUID, task_id: str) -> Response:
        project = _editable(request, project_id)
        sent = _sent(serializers.TaskToggleInput, request)
        tasks.toggle(project=project, task_id=task_id, actor_id=_me(request).pk, **sent)
        return Response(selectors.task_change(project, task_id))


class TaskClaimView(APIView):
    """Answer "you said this is done"."""

    @extend_schema(
        operation_id="tasks_claim", request=serializers.TaskClaimInput, responses=serializers.TaskChangeOutput
    )
    def post(self, request: Request, project_id: UUID, task_id: str) -> Response:
        project = _editable(request, project_id)
        sent = _sent(serializers.TaskClaimInput, request)
        tasks.claim_resolve(project=project, task_id=task_id, actor_id=_me(request).pk, **sent)
        return Response(selectors.task_change(project, task_id))


class DecisionListView(APIView):
    """What was decided, newest first; and deciding by hand."""

    pagination_class = CursorPagination

    @extend_schema(operation_id="decisions_list", responses=serializers.DecisionOutput(many=True))
    def get(self, request: Request, project_id: UUID) -> Response:
        project = selectors.project_for(_me(request), project_id)
        return _page(request, self, selectors.decisions_of(project), wire.decision)

    @extend_schema(
        operation_id="decisions_create",
        request=serializers.DecisionInput,
        responses={201: serializers.DecisionOutput},
    )
    def post(self, request: Request, project_id: UUID) -> Response:
        project = _editable(request, project_id)
        sent = _sent(serializers.DecisionInput, request)
        decision = decisions.record(project=project, actor_id=_me(request).pk, **sent)
        return Response(wire.decision(decision), status=status.HTTP_201_CREATED)


class DecisionRejectView(APIView):
    """Reject a decision; the former one of its category stands again."""

    @extend_schema(
        operation_id="decisions_reject", request=None, responses=serializers.DecisionRejectionOutput
    )
    def post(self, request: Request, project_id: UUID, decision_id: UUID) -> Response:
        project = _editable(request, project_id)
        rejected, current = decisions.reject(
            project=project, decision_id=decision_id, actor_id=_me(request).pk
        )
        return Response(
            {"decision": wire.decision(rejected), "current": wire.decision(current) if current else None}
        )


def _me(request: Request) -> User:
    """Return who asks: the default permission lets nobody else in."""
    return cast(User, request.user)


def _editable(request: Request, project_id: UUID) -> Project:
    """Return the project if the caller may change it: a stranger finds nothing, a reader is refused."""
    project = selectors.project_for(_me(request), project_id)
    require_editor(_me(request), project.workspace_id)
    return project


def _sent(serializer: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    checked = serializer(data=request.data)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)


def _page(
    request: Request, view: APIView, rows: QuerySet[Any], shown: Callable[[Any], wire.Wire]
) -> Response:
    paginator = CursorPagination()
    page: list[Any] = paginator.paginate_queryset(rows, request, view=view) or []
    return paginator.get_paginated_response([shown(row) for row in page])

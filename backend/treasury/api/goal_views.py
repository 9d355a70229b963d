"""Goals: what a workspace wants to earn or keep, and how far it is."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers as rest
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.core.errors import NotFound
from backend.core.pagination import CursorPagination
from backend.treasury import books, goal_progress
from backend.treasury.access import require_manager, require_reader
from backend.treasury.models import Goal
from backend.treasury.services import goals

from . import queries, serializers


class GoalsQuery(queries.WorkspaceQuery):
    archived = rest.BooleanField(default=False, help_text="Those put away, in place of the current ones")


class GoalListView(APIView):
    pagination_class = CursorPagination

    @extend_schema(
        operation_id="finance_goals_list",
        parameters=[GoalsQuery],
        responses=serializers.GoalOutput(many=True),
        summary="Goals with their progress, newest first",
    )
    def get(self, request: Request) -> Response:
        given = queries.asked(GoalsQuery, request).validated_data
        workspace_id = queries.workspace_of(person(request), given.get("workspace"))
        require_reader(person(request), workspace_id)
        rows = Goal.objects.for_workspace(workspace_id).filter(archived_at__isnull=not given["archived"])
        paginator = CursorPagination()
        page: list[Goal] = paginator.paginate_queryset(rows, request, view=self) or []
        return paginator.get_paginated_response(with_progress(page))

    @extend_schema(
        operation_id="finance_goals_create",
        parameters=[KEY_HEADER, queries.WorkspaceQuery],
        request=serializers.GoalCreateInput,
        responses={201: serializers.GoalOutput},
        summary="Set a goal",
    )
    @idempotent
    def post(self, request: Request) -> Response:
        workspace_id = queries.workspace_asked(request)
        require_manager(person(request), workspace_id)
        given = serializers.GoalCreateInput(data=request.data)
        given.is_valid(raise_exception=True)
        goal = goals.create(workspace_id=workspace_id, **given.validated_data)
        return Response(with_progress([goal])[0], status=201)


class GoalView(APIView):
    @extend_schema(
        operation_id="finance_goals_update",
        request=serializers.GoalUpdateInput,
        responses=serializers.GoalOutput,
        summary="Change a goal, or put it away",
    )
    def patch(self, request: Request, goal_id: UUID) -> Response:
        goal = _goal_of_mine(request, goal_id)
        given = serializers.GoalUpdateInput(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(with_progress([goals.update(goal, **given.validated_data)])[0])

    @extend_schema(operation_id="finance_goals_delete", responses={204: None}, summary="Delete a goal")
    def delete(self, request: Request, goal_id: UUID) -> Response:
        goals.remove(_goal_of_mine(request, goal_id))
        return Response(status=204)


def with_progress(rows: list[Goal]) -> list[dict[str, Any]]:
    progress = goal_progress.progress_of(rows, today=books.today())
    return [serializers.goal_reply(goal, progress[goal.pk]) for goal in rows]


def _goal_of_mine(request: Request, goal_id: UUID) -> Goal:
    """Return a goal that the caller may change. Raises NotFound, and as `require_manager` does."""
    goal = Goal.objects.visible_to(person(request)).filter(pk=goal_id).first()
    if goal is None:
        raise NotFound
    require_manager(person(request), goal.workspace_id)
    return goal

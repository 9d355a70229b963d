from tempfile import SpooledTemporaryFile
from uuid import UUID

from allauth.core import ratelimit
from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import exceptions, generics, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts import activity, portability
from backend.accounts.models import ApiKey, User, Workspace
from backend.accounts.selectors import home_workspace
from backend.accounts.services import api_keys, farewells, people
from backend.core.api.downloads import Download
from backend.core.pagination import CursorPagination
from backend.events.models import DomainEvent

from .permissions import SignedInByHand
from .requests import person
from .serializers import (
    AccountDeleteInput,
    ActivityReply,
    ApiKeyCreatedReply,
    ApiKeyCreateInput,
    ApiKeyReply,
    UserReply,
    UserUpdateInput,
)


class MeView(APIView):
    @extend_schema(responses=UserReply)
    def get(self, request: Request) -> Response:
        """Who you are, and the workspaces you belong to."""
        return Response(UserReply(person(request)).data)

    @extend_schema(request=UserUpdateInput, responses=UserReply)
    def patch(self, request: Request) -> Response:
        """Change your name or time zone."""
        body = UserUpdateInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        user = people.update(user=person(request), **body.validated_data)
        return Response(UserReply(user).data)


class AccountDeleteView(APIView):
    permission_classes = [IsAuthenticated, SignedInByHand]

    @extend_schema(request=AccountDeleteInput, responses={204: None}, summary="Delete my account")
    def post(self, request: Request) -> Response:
        body = AccountDeleteInput(data=request.data)
        body.is_valid(raise_exception=True)
        _slow_down_guessing(request)
        farewells.leave(user=person(request), **body.validated_data)
        logout(request)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AccountExportView(APIView):
    permission_classes = [IsAuthenticated, SignedInByHand]

    @extend_schema(
        responses={(200, "application/json"): OpenApiResponse(dict, "One object of named sections")},
        summary="Everything that is mine",
    )
    def get(self, request: Request) -> HttpResponseBase:
        # Written whole before the first byte leaves, so that a failure is an error and not half a file.
        file = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115  the download closes it
        portability.write(person(request), file)
        return Download(file, filename="atelier-export.json", content_type="application/json")


class ActivityPages(CursorPagination):
    page_size = 20
    max_page_size = 100


class ActivityView(generics.ListAPIView[DomainEvent]):
    serializer_class = ActivityReply
    pagination_class = ActivityPages

    def get_queryset(self) -> QuerySet[DomainEvent]:
        return activity.happenings(person(self.request))

    @extend_schema(summary="What happened in my workspaces, newest first")
    def get(self, request: Request) -> Response:
        events = self.paginate_queryset(self.get_queryset()) or []
        lines = activity.as_lines(list(events), reader=person(request))
        return self.get_paginated_response(ActivityReply(lines, many=True).data)


class ApiKeyListView(generics.ListAPIView[ApiKey]):
    serializer_class = ApiKeyReply
    permission_classes = [IsAuthenticated, SignedInByHand]

    def get_queryset(self) -> QuerySet[ApiKey]:
        return _keys_within_reach(person(self.request))

    @extend_schema(request=ApiKeyCreateInput, responses={201: ApiKeyCreatedReply})
    def post(self, request: Request) -> Response:
        """Make a key. The reply is the only place where it is ever shown whole."""
        body = ApiKeyCreateInput(data=request.data)
        body.is_valid(raise_exception=True)
        workspace = _workspace_for(person(request), body.validated_data.pop("workspace_id", None))
        key, token = api_keys.create(workspace=workspace, user=person(request), **body.validated_data)
        key.key = token  # type: ignore[attr-defined]
        return Response(ApiKeyCreatedReply(key).data, status=status.HTTP_201_CREATED)


class ApiKeyView(APIView):
    permission_classes = [IsAuthenticated, SignedInByHand]

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Revoke a key; it stops working at once."""
        key = get_object_or_404(_keys_within_reach(person(request)), pk=pk)
        api_keys.revoke(key=key, actor=person(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _slow_down_guessing(request: Request) -> None:
    """The password is asked for as at signing in again, and tried no oftener."""
    if not ratelimit.consume(request._request, action="reauthenticate", user=person(request)):
        raise exceptions.Throttled(detail="That was tried too often. Wait a minute and try again.")


def _keys_within_reach(user: User) -> QuerySet[ApiKey]:
    return ApiKey.objects.live().manageable_by(user).select_related("user")


def _workspace_for(user: User, workspace_id: UUID | None) -> Workspace:
    if workspace_id is None:
        return home_workspace(user)
    return get_object_or_404(Workspace.objects.visible_to(user), pk=workspace_id)

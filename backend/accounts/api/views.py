from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.models import ApiKey, User, Workspace
from backend.accounts.selectors import home_workspace
from backend.accounts.services import api_keys, people

from .permissions import SignedInByHand
from .requests import person
from .serializers import ApiKeyCreatedReply, ApiKeyCreateInput, ApiKeyReply, UserReply, UserUpdateInput


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


def _keys_within_reach(user: User) -> QuerySet[ApiKey]:
    return ApiKey.objects.live().manageable_by(user).select_related("user")


def _workspace_for(user: User, workspace_id: UUID | None) -> Workspace:
    if workspace_id is None:
        return home_workspace(user)
    return get_object_or_404(Workspace.objects.visible_to(user), pk=workspace_id)

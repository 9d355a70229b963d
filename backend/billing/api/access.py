"""Who may see and who may spend: the workspace that a request speaks of, and the role of whoever asks."""

from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from backend.accounts.api.requests import person
from backend.accounts.models import MANAGERS, ApiKey, Role, User, Workspace
from backend.accounts.selectors import home_workspace, role_in
from backend.billing.models import ServiceOrder
from backend.billing.selectors import orders_of
from backend.core.errors import NotFound, PermissionDenied

READERS_OF_MONEY = MANAGERS | {Role.ACCOUNTANT}
WORKSPACE = OpenApiParameter(
    "workspace", OpenApiTypes.UUID, description="One of your workspaces; your own unless you say."
)


@dataclass(frozen=True)
class Asker:
    """Whoever asks, in one workspace."""

    user: User
    workspace: Workspace
    role: str
    by_key: bool

    @property
    def manages(self) -> bool:
        return self.role in MANAGERS

    @property
    def sees_money(self) -> bool:
        return self.role in READERS_OF_MONEY


def asker(request: Request) -> Asker:
    """Return who asks about which workspace. Another's workspace is not found."""
    user = person(request)
    workspace = _workspace(user, request.query_params.get("workspace", ""))
    return _asker(request, user, workspace)


def manager(request: Request) -> Asker:
    """As `asker`, for who may spend the workspace's money. Raises PermissionDenied for others."""
    found = asker(request)
    if not found.manages:
        raise PermissionDenied
    return found


def reader_of_money(request: Request) -> Asker:
    found = asker(request)
    if not found.sees_money:
        raise PermissionDenied
    return found


def order_of(request: Request, order_id: UUID, *, to_manage: bool) -> tuple[Asker, ServiceOrder]:
    """Return one order that the asker may see, or may decide on. A stranger's is not found."""
    user = person(request)
    order = get_object_or_404(ServiceOrder.objects.visible_to(user).select_related("workspace"), pk=order_id)
    found = _asker(request, user, order.workspace)
    if not (found.manages if to_manage else found.sees_money):
        raise PermissionDenied
    return found, orders_of(order.workspace_id).get(pk=order.pk)


def _asker(request: Request, user: User, workspace: Workspace) -> Asker:
    role = role_in(user, workspace.pk) or ""
    return Asker(user, workspace, role, isinstance(request.auth, ApiKey))


def _workspace(user: User, wanted: str) -> Workspace:
    if not wanted:
        return home_workspace(user)
    try:
        workspace_id = UUID(wanted)
    except ValueError:
        raise NotFound from None
    return get_object_or_404(Workspace.objects.visible_to(user), pk=workspace_id)

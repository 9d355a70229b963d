"""Who may still be asked in: a plan includes so many seats, and every member takes one."""

from typing import Any
from uuid import UUID

from backend.accounts.models import Membership, Workspace
from backend.billing.features import Feature
from backend.billing.services import entitlements
from backend.billing.services.entitlements import LimitReached
from backend.core.errors import ApplicationError


class NoFreeSeat(LimitReached):
    code = "no_free_seat"


def require_free_seat(workspace_id: UUID) -> None:
    """Raise NoFreeSeat (402) if every seat of the plan is taken.

    Call it in the transaction that adds the member: the workspace's row is locked until that ends, so that the last
    seat is given once. Members who are already there stay, whatever the plan becomes.
    """
    limit = entitlements.limit(workspace_id, Feature.SEATS)
    if limit is None:
        return
    Workspace.objects.select_for_update().get(pk=workspace_id)
    taken = Membership.objects.for_workspace(workspace_id).count()
    if taken >= limit:
        raise _refusal(workspace_id, limit, taken)


def _refusal(workspace_id: UUID, limit: int, taken: int) -> NoFreeSeat:
    plan = entitlements.check(workspace_id, Feature.SEATS).plan
    upgrade = entitlements.next_plan(plan, Feature.SEATS, taken)
    seats = "1 seat" if limit == 1 else f"{limit:,} seats"
    more = f"{upgrade.name} includes more." if upgrade else "Take someone out of the workspace first."
    return NoFreeSeat(
        f"{plan.name} includes {seats}, which is not enough for this. {more}",
        feature=str(Feature.SEATS),
        limit=limit,
        used=taken,
        resets_at=None,
        plan=plan.key,
        upgrade={"key": upgrade.key, "name": upgrade.name} if upgrade else None,
    )


class SeatsInUse(ApplicationError):
    code = "seats_in_use"
    status = 409

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken:,} people work here. Take someone out of the workspace first.", taken=taken)


def count(workspace_id: UUID) -> dict[str, Any]:
    """Return how many seats the plan includes and how many members take one."""
    limit = entitlements.limit(workspace_id, Feature.SEATS)
    taken = Membership.objects.for_workspace(workspace_id).count()
    left = None if limit is None else max(0, limit - taken)
    return {"included": limit, "taken": taken, "left": left, "charged_by_seat": False}


def want(*, workspace: Workspace, quantity: int) -> dict[str, Any]:
    """Check that the plan has `quantity` seats; plans include theirs, so that nothing is charged.

    Raises NoFreeSeat where the plan has fewer, and SeatsInUse where more people are here.
    """
    found = count(workspace.pk)
    if found["included"] is not None and quantity > found["included"]:
        raise _refusal(workspace.pk, found["included"], quantity - 1)
    if quantity < found["taken"]:
        raise SeatsInUse(found["taken"])
    return found

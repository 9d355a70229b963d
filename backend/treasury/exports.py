"""The books a person may take along: those of the workspaces that they own."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from backend.accounts.models import Role, User
from backend.accounts.portability import exports
from backend.accounts.selectors import memberships_of

from .models import Goal, LedgerEntry


@exports("ledger")
def ledger(user: User) -> Iterator[dict[str, Any]]:
    """Every entry of the workspaces of `user`, oldest first, with the hash of its receipt; amounts in minor units."""
    for workspace_id in _owned(user):
        entries = LedgerEntry.objects.for_workspace(workspace_id).order_by("day", "pk")
        rows = entries.values(
            "workspace_id",
            "id",
            "day",
            "kind",
            "grade",
            "amount_minor",
            "currency",
            "description",
            "source_key",
            "reverses_id",
            receipt_sha256=F("receipt__sha256"),
            receipt_raw=F("receipt__raw"),
        )
        for row in rows.iterator(chunk_size=500):
            yield dict(row)


@exports("goals")
def goals(user: User) -> Iterator[dict[str, Any]]:
    rows = (
        Goal.objects.filter(workspace__in=_owned(user))
        .order_by("pk")
        .values(
            "workspace_id",
            "name",
            "metric",
            "currency",
            "world",
            "target_minor",
            "starts_on",
            "ends_on",
            "archived_at",
        )
    )
    for row in rows:
        yield dict(row)


def _owned(user: User) -> list[Any]:
    return list(memberships_of(user).filter(role=Role.OWNER).values_list("workspace_id", flat=True))

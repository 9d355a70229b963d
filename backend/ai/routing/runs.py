"""What one run may cost: a budget of its own, so that none of them eats up what everybody shares.

A talk's run is a day of one conversation, and its limit comes back with the next day; a draft's is one draft.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from backend.treasury.models import Budget, ScopeKind
from backend.treasury.money import E8_PER_USD
from backend.treasury.services import budgets
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window
from backend.treasury.worlds import World


@dataclass(frozen=True)
class _Kind:
    """`label` is what a refusal calls the limit."""

    label: str
    window: Window


# By purpose, as the models that serve it.
_KINDS = {
    "chat": _Kind("The limit of a day's talk", Window.DAY),
    "draft": _Kind("The limit of one draft", Window.TOTAL),
}
# What this process has seen written, so that a call need not look.
_seen: dict[tuple[UUID, World], int] = {}
MOST_KEPT = 50_000


def in_force(run_id: UUID, purpose: str, world: World) -> None:
    """See to it that the run's limit stands as a budget; not inside a transaction that may be rolled back."""
    limit_e8 = int(settings.AI_RUN_BUDGETS_USD[purpose] * E8_PER_USD)
    if _seen.get((run_id, world)) == limit_e8:
        return
    _write_down(Scope(ScopeKind.RUN, run_id), _KINDS[purpose], limit_e8, world)
    if len(_seen) >= MOST_KEPT:
        _seen.clear()
    _seen[run_id, world] = limit_e8


def forget() -> None:
    _seen.clear()


def _write_down(scope: Scope, kind: _Kind, limit_e8: int, world: World) -> None:
    """A setting of zero is no limit. Nobody's feed tells of a run's limit: who meets it is told at once."""
    found = Budget.objects.filter(
        scope_kind=scope.kind, scope_id=scope.id, world=world, window=kind.window
    ).first()
    if limit_e8 == 0:
        if found is not None:
            budgets.lift(found)
    elif found is None or found.limit_e8 != limit_e8:
        budgets.set_limit(scope=scope, window=kind.window, limit_e8=limit_e8, world=world, label=kind.label)

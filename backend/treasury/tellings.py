"""How this app's events are told in the activity feed. Everybody reads it, so it names no amounts."""

from collections.abc import Sequence
from uuid import UUID

from backend.events.models import DomainEvent
from backend.events.telling import Sentence, tells

from . import events
from .models import ScopeKind

KIND = "money"
_BUDGETS = {
    ScopeKind.PLAN: "the plan's allowance",
    ScopeKind.WORKSPACE: "the workspace's budget",
    ScopeKind.RUN: "a run's budget",
    ScopeKind.AGENT: "an agent's budget",
    ScopeKind.USER: "someone's own cap",
}


@tells(events.EXPENSE_RECORDED, events.ENTRY_REVERSED)
def by_hand(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    says = {
        events.EXPENSE_RECORDED: "wrote down an expense",
        events.ENTRY_REVERSED: "reversed an entry of the books",
    }
    return {event.pk: Sentence(KIND, says[event.name]) for event in told}


@tells(events.FILE_IMPORTED)
def imports(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    return {event.pk: Sentence(KIND, _imported(event.payload["entries"])) for event in told}


def _imported(entries: int) -> str:
    return "imported one entry from a file" if entries == 1 else f"imported {entries:,} entries from a file"


@tells(events.BUDGET_WARNED, events.BUDGET_EXHAUSTED)
def budgets(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    return {event.pk: Sentence(KIND, _budget(event)) for event in told}


def _budget(event: DomainEvent) -> str:
    which = _BUDGETS[ScopeKind(event.payload["scope"])]
    if event.name == events.BUDGET_WARNED:
        return f"warned that {which} is nearly used up"
    return f"stopped spending: {which} is used up"

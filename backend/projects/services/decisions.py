"""Recording what was decided. One decision per category stands; the others are history."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.core.errors import NotFound
from backend.events.services import outbox
from backend.projects import events, values
from backend.projects.models import Decision, Project
from backend.projects.text import stored

from . import announcements, projects


@transaction.atomic
def record(
    *,
    project: Project,
    category: str,
    value: Any,
    rationale: str = "",
    confidence: float = 1.0,
    quote: str = "",
    source_message_id: UUID | None = None,
    actor_id: UUID | None = None,
) -> Decision:
    """Record a decision; it supersedes the current one of its category. Raises values.InvalidDecisionValue.

    The same value from the same message again changes nothing and returns the decision that is there, even if
    rejected or superseded since: a resent message must not undo what the creator did after it.
    """
    canonical = values.parse(category, value)
    project = projects.lock(project)
    known = _already_from(project, category, canonical, source_message_id)
    if known is not None:
        return known
    new = Decision(
        project=project,
        category=category,
        value=canonical,
        display=values.display(category, canonical),
        rationale=stored(rationale),
        confidence=min(1.0, max(0.0, confidence)),
        quote=stored(quote),
        source_message_id=source_message_id,
    )
    _supersede(project, new)
    _tell(events.DECISION_RECORDED, project, new, actor_id)
    announcements.decisions_changed(project, [new])
    return new


def _already_from(project: Project, category: str, value: Any, message_id: UUID | None) -> Decision | None:
    """Return the newest decision that this message made in this category, if it has this very value.

    Within one message a mind may change and change back, so an older one of the same message does not count.
    """
    if message_id is None:
        return None
    newest = (
        Decision.objects.filter(project=project, category=category, source_message_id=message_id)
        .newest_first()
        .first()
    )
    return newest if newest is not None and newest.value == value else None


def _supersede(project: Project, new: Decision) -> None:
    former = Decision.objects.current().filter(project=project, category=new.category).first()
    if former is not None:
        Decision.objects.filter(pk=former.pk).update(is_current=False, updated_at=timezone.now())
    new.save()
    if former is not None:
        Decision.objects.filter(pk=former.pk).update(superseded_by=new)


@transaction.atomic
def reject(
    *, project: Project, decision_id: UUID | str, actor_id: UUID | None = None
) -> tuple[Decision, Decision | None]:
    """Reject a decision. Returns it, and the one of its category that stands now: the former one, if any.

    Rejecting it again, or one from history, leaves what stands as it is. Raises NotFound.
    """
    project = projects.lock(project)
    decision = Decision.objects.filter(project=project, pk=decision_id).first()
    if decision is None:
        raise NotFound
    if decision.rejected_at is not None:
        return decision, _current(project, decision.category)
    changed = _withdraw(project, [decision])
    _tell(events.DECISION_REJECTED, project, decision, actor_id)
    announcements.decisions_changed(project, changed)
    return decision, _current(project, decision.category)


@transaction.atomic
def revert_for_messages(
    *, project: Project, message_ids: Iterable[UUID | str], actor_id: UUID | None = None
) -> list[Decision]:
    """Withdraw every decision of these messages; the former ones stand again. Returns the withdrawn."""
    project = projects.lock(project)
    withdrawn = list(
        Decision.objects.standing()
        .filter(project=project, source_message_id__in=list(message_ids))
        .order_by("created_at", "id")
    )
    if not withdrawn:
        return []
    changed = _withdraw(project, withdrawn)
    for decision in withdrawn:
        _tell(events.DECISION_WITHDRAWN, project, decision, actor_id)
    announcements.decisions_changed(project, changed)
    return withdrawn


def _withdraw(project: Project, decisions: list[Decision]) -> list[Decision]:
    """Take decisions out of force and let the former ones stand. Returns all that changed."""
    for decision in decisions:
        decision.is_current, decision.rejected_at = False, timezone.now()
        decision.save(update_fields=["is_current", "rejected_at", "updated_at"])
    restored = [
        _restore(project, category) for category in sorted({decision.category for decision in decisions})
    ]
    return [*decisions, *(decision for decision in restored if decision is not None)]


def _restore(project: Project, category: str) -> Decision | None:
    """Let the newest decision that was never rejected stand, where none does. Returns it if so."""
    if _current(project, category) is not None:
        return None
    former = Decision.objects.standing().filter(project=project, category=category).newest_first().first()
    if former is not None:
        former.is_current, former.superseded_by = True, None
        former.save(update_fields=["is_current", "superseded_by", "updated_at"])
    return former


def _current(project: Project, category: str) -> Decision | None:
    return Decision.objects.current().filter(project=project, category=category).first()


def _tell(name: str, project: Project, decision: Decision, actor_id: UUID | None) -> None:
    outbox.record(
        name,
        payload={
            "project_id": str(project.pk),
            "decision_id": str(decision.pk),
            "category": decision.category,
        },
        workspace_id=project.workspace_id,
        actor_id=actor_id,
    )

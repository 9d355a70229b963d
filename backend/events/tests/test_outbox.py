"""Events are recorded with their change or not at all, and every handler has its effect exactly once."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from backend.accounts.models import Workspace
from backend.conftest import AtOnce
from backend.core import tasks as core_tasks
from backend.events import registry, tasks
from backend.events.models import DomainEvent, HandlerReceipt
from backend.events.registry import Handler, handles
from backend.events.services import outbox

LIT = "kiln.lit"
Register = Callable[[str, Handler], None]


@pytest.fixture
def on_lit() -> Iterator[Register]:
    """Register handlers of `kiln.lit` for the length of a test."""
    keys: list[str] = []

    def register(key: str, handler: Handler) -> None:
        handles(LIT, key=key)(handler)
        keys.append(key)

    yield register
    for key in keys:
        registry.forget(LIT, key)


@pytest.fixture
def doorbell(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """What was sent to the broker, which in these tests has nobody to hear it."""
    rung: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(core_tasks, "send", lambda name, args, countdown=0: rung.append((name, args)))
    return rung


def lit(**fields: Any) -> DomainEvent:
    return DomainEvent.objects.create(name=LIT, **fields)


def effect(event: DomainEvent, name: str = "effect") -> None:
    Workspace.objects.create(name=f"{name} of {event.pk}")


def effects(event: DomainEvent, name: str = "effect") -> int:
    return Workspace.objects.filter(name=f"{name} of {event.pk}").count()


def fail(event: DomainEvent) -> None:
    effect(event, "half done")
    raise RuntimeError("the kiln fell over")


def due(event: DomainEvent) -> None:
    """Let its next attempt have come."""
    DomainEvent.objects.filter(pk=event.pk).update(next_attempt_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_an_event_is_recorded_with_its_change_and_announced_after_the_commit(
    doorbell: list[tuple[str, list[str]]],
) -> None:
    workspace_id, actor_id = uuid4(), uuid4()
    with transaction.atomic():
        event = outbox.record(LIT, payload={"degrees": 900}, workspace_id=workspace_id, actor_id=actor_id)
        assert doorbell == []
    assert doorbell == [("events.dispatch", [str(event.pk)])]
    kept = DomainEvent.objects.get(pk=event.pk)
    assert (kept.name, kept.payload) == (LIT, {"degrees": 900})
    assert (kept.workspace_id, kept.actor_id) == (workspace_id, actor_id)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_never_happened(doorbell: list[tuple[str, list[str]]]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.record(LIT, payload={})
        raise RuntimeError
    assert not DomainEvent.objects.exists()
    assert doorbell == []


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_does_not_undo_the_change(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(name: str, args: list[str], countdown: float = 0) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(core_tasks, "send", refuse)
    event = outbox.record(LIT, payload={})
    assert DomainEvent.objects.pending().get() == event
    assert "no broker" in caplog.text


@pytest.mark.django_db
def test_each_handler_runs_once_and_leaves_a_receipt(on_lit: Register) -> None:
    on_lit("warm", lambda event: effect(event, "warm"))
    on_lit("glow", lambda event: effect(event, "glow"))
    event = lit()
    for _ in range(3):
        assert outbox.dispatch(event.pk)
    assert (effects(event, "warm"), effects(event, "glow")) == (1, 1)
    assert set(event.receipts.values_list("handler", flat=True)) == {"warm", "glow"}
    event.refresh_from_db()
    assert event.dispatched_at is not None
    assert (event.attempts, event.failed_at, event.error) == (0, None, "")


@pytest.mark.django_db
def test_an_event_nobody_waits_for_is_done_with_at_once() -> None:
    event = lit()
    tasks.dispatch(str(event.pk))
    event.refresh_from_db()
    assert event.dispatched_at is not None


@pytest.mark.django_db
def test_an_event_that_is_gone_is_done_with() -> None:
    assert outbox.dispatch(uuid4())


@pytest.mark.django_db
def test_a_failing_handler_keeps_nothing_and_does_not_hold_up_the_others(on_lit: Register) -> None:
    on_lit("falls", fail)
    on_lit("glow", effect)
    event = lit()
    assert not outbox.dispatch(event.pk)
    assert (effects(event, "half done"), effects(event)) == (0, 1)
    assert list(event.receipts.values_list("handler", flat=True)) == ["glow"]
    event.refresh_from_db()
    assert (event.dispatched_at, event.attempts) == (None, 1)
    assert event.error == "falls: RuntimeError: the kiln fell over"


@pytest.mark.django_db
def test_a_broken_constraint_of_the_handler_is_not_taken_for_a_receipt(on_lit: Register) -> None:
    def twice(event: DomainEvent) -> None:
        HandlerReceipt.objects.create(event=event, handler="other")
        HandlerReceipt.objects.create(event=event, handler="other")

    on_lit("twice", twice)
    event = lit()
    assert not outbox.dispatch(event.pk)
    assert not event.receipts.exists()
    event.refresh_from_db()
    assert event.error == "twice: IntegrityError"


@pytest.mark.django_db
def test_a_retry_runs_only_what_has_not_had_its_effect(on_lit: Register) -> None:
    repaired: list[bool] = []
    on_lit("falls", lambda event: effect(event, "late") if repaired else fail(event))
    on_lit("glow", effect)
    event = lit()
    outbox.dispatch(event.pk)
    repaired.append(True)
    due(event)
    assert outbox.sweep() == 1
    assert (effects(event, "late"), effects(event)) == (1, 1)
    event.refresh_from_db()
    assert event.dispatched_at is not None
    assert event.error == ""


@pytest.mark.django_db
def test_waiting_doubles_up_to_an_hour_and_ends_after_ten_attempts(on_lit: Register) -> None:
    on_lit("falls", fail)
    event = lit()
    waits = []
    for attempt in range(1, 11):
        before = timezone.now()
        assert not outbox.dispatch(event.pk)
        event.refresh_from_db()
        assert event.attempts == attempt
        assert (event.failed_at is not None) == (attempt == 10)
        waits.append(round((event.next_attempt_at - before).total_seconds()))
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560]
    due(event)
    assert outbox.sweep() == 0
    assert outbox.dispatch(event.pk)
    event.refresh_from_db()
    assert event.attempts == 10


@pytest.mark.django_db
def test_the_sweep_finds_what_no_doorbell_announced_and_waits_for_the_rest(on_lit: Register) -> None:
    on_lit("glow", effect)
    forgotten = lit()
    later = lit(next_attempt_at=timezone.now() + timedelta(minutes=5), attempts=1)
    given_up = lit(failed_at=timezone.now(), attempts=10)
    done = lit(dispatched_at=timezone.now())
    assert outbox.sweep() == 1
    assert [effects(event) for event in (forgotten, later, given_up, done)] == [1, 0, 0, 0]
    tasks.sweep()
    assert effects(forgotten) == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_given_up_can_be_tried_again(
    on_lit: Register, doorbell: list[tuple[str, list[str]]]
) -> None:
    on_lit("glow", effect)
    given_up = lit(failed_at=timezone.now(), attempts=10, error="falls: RuntimeError")
    done = lit(dispatched_at=timezone.now())
    assert outbox.requeue([given_up.pk, done.pk]) == [given_up]
    assert ("events.dispatch", [str(given_up.pk)]) in doorbell
    given_up.refresh_from_db()
    assert (given_up.attempts, given_up.failed_at, given_up.error) == (0, None, "")
    assert outbox.sweep() == 1
    assert (effects(given_up), effects(done)) == (1, 0)


def test_registering_again_under_one_key_changes_nothing(on_lit: Register) -> None:
    on_lit("glow", effect)
    on_lit("glow", effect)
    assert [known.key for known in registry.handlers_of(LIT)] == ["glow"]


@pytest.mark.django_db(transaction=True)
def test_dispatched_by_several_at_once_each_effect_happens_once(on_lit: Register, at_once: AtOnce) -> None:
    on_lit("warm", lambda event: effect(event, "warm"))
    on_lit("glow", lambda event: effect(event, "glow"))
    event = lit()
    assert at_once(6, lambda: outbox.dispatch(event.pk)) == [True] * 6
    assert (effects(event, "warm"), effects(event, "glow")) == (1, 1)
    assert event.receipts.count() == 2


@pytest.mark.django_db
def test_a_failure_noted_late_does_not_undo_a_success(
    on_lit: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another dispatch succeeds between the tenth failure and its note."""
    stumbles = [True]

    def unsure(event: DomainEvent) -> None:
        if stumbles:
            raise RuntimeError
        effect(event)

    def note_late(event: DomainEvent, error: str) -> None:
        stumbles.clear()
        assert outbox.dispatch(event.pk)
        postpone(event, error)

    on_lit("unsure", unsure)
    postpone = outbox._postpone
    monkeypatch.setattr(outbox, "_postpone", note_late)
    event = lit(attempts=9)
    outbox.dispatch(event.pk)
    event.refresh_from_db()
    assert event.dispatched_at is not None
    assert (event.attempts, event.failed_at, event.error) == (9, None, "")
    assert effects(event) == 1


@pytest.mark.django_db(transaction=True)
def test_sweeps_that_meet_have_each_effect_once(on_lit: Register, at_once: AtOnce) -> None:
    on_lit("glow", effect)
    events = [lit() for _ in range(5)]
    assert sum(at_once(3, outbox.sweep)) >= len(events)
    assert [effects(event) for event in events] == [1] * 5
    assert not DomainEvent.objects.pending().exists()


def test_a_watcher_that_fails_keeps_nothing_from_the_handlers(on_lit: Register, db: None) -> None:
    seen: list[str] = []

    def look(event: DomainEvent) -> None:
        seen.append(event.name)
        raise RuntimeError

    registry.watches(look)
    try:
        on_lit("effect", effect)
        event = lit()
        assert outbox.dispatch(event.pk)
    finally:
        registry.forget_watcher(look)
    assert (seen, effects(event)) == ([LIT], 1)

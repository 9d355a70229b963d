"""Letters about money: to the owners, once for an event, saying what happened and what is to be done."""

from typing import Any
from uuid import uuid4

import pytest

from backend.accounts.models import User, Workspace
from backend.billing import events
from backend.billing.features import Feature
from backend.billing.services import catalogue, entitlements
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.letters.models import Letter

from .limits import limit_to

NOW = "2026-11-21T10:00:00+00:00"
LATER = "2026-11-28T10:00:00+00:00"
SUBSCRIPTION: dict[str, Any] = {
    "plan": "pro",
    "plan_name": "Pro",
    "interval": "month",
    "quantity": 1,
    "unit_amount_minor": 9_900,
    "currency": "USD",
    "trial_ends_at": LATER,
    "cancels_at": LATER,
    "ended_at": NOW,
}
PAYMENT: dict[str, Any] = {
    "amount_minor": 9_900,
    "currency": "USD",
    "description": "Atelier Pro",
    "invoice_number": "AT-0001",
    "hosted_invoice_url": "https://pay.example/in_1",
    "paid_at": NOW,
    "card": "Visa ending in 4242",
    "billing_reason": "subscription_cycle",
    "reason": "Your card was declined.",
    "next_attempt_at": LATER,
    "grace_ends_at": LATER,
    "plan_name": "Pro",
    "update_url": "https://pay.example/in_1",
}


def happen(workspace: Workspace, name: str, **payload: Any) -> DomainEvent:
    event = outbox.record(name, workspace_id=workspace.pk, payload={"environment": "sandbox", **payload})
    outbox.dispatch(event.pk)
    event.refresh_from_db()
    assert event.error == ""
    return event


@pytest.mark.parametrize(
    ("name", "payload", "template", "facts"),
    [
        (events.PAYMENT_SUCCEEDED, PAYMENT, "receipt", {"amount": "$99.00", "card_last4": "4242"}),
        (
            events.PAYMENT_FAILED,
            PAYMENT,
            "payment_failed",
            {"reason": "your card was declined", "narrows_on": "28 November 2026"},
        ),
        (events.TRIAL_ENDING, SUBSCRIPTION, "trial_ending", {"amount": "$99.00 a month"}),
        (
            events.SUBSCRIPTION_CANCELLED,
            SUBSCRIPTION,
            "subscription_canceled",
            {"ends_on": "28 November 2026"},
        ),
        (events.SUBSCRIPTION_ENDED, SUBSCRIPTION, "subscription_ended", {"ended_on": "21 November 2026"}),
    ],
)
def test_each_event_is_written_of_once_to_the_owner(  # noqa: PLR0917  pytest passes them by name
    ada: User, bo: User, ada_workspace: Workspace, name: str, payload: Any, template: str, facts: Any
) -> None:
    event = happen(ada_workspace, name, **payload)
    letter = Letter.objects.get(cause=f"{name}:{event.pk}")
    assert (letter.to, letter.template, letter.context["sandbox"]) == (ada.email, template, True)
    assert facts.items() <= letter.context.items()
    outbox.dispatch(event.pk)
    assert Letter.objects.filter(template=template).count() == 1


def test_a_changed_plan_says_what_there_is_more_of(ada: User, ada_workspace: Workspace) -> None:
    catalogue.load_plans()
    names = {"from": "free", "to": "pro", "from_name": "Free", "to_name": "Pro"}
    happen(ada_workspace, events.PLAN_CHANGED, **SUBSCRIPTION, **names)
    changes = Letter.objects.get(template="plan_changed").context["changes"]
    assert "Products: 50 instead of 5." in changes
    assert "Storage: 1 GB instead of 100 MB." in changes


def test_whoever_is_just_paying_gets_no_letter_of_the_failure(ada: User, ada_workspace: Workspace) -> None:
    happen(ada_workspace, events.PAYMENT_FAILED, **{**PAYMENT, "billing_reason": "subscription_create"})
    assert not Letter.objects.exists()


def test_nothing_paid_is_no_receipt(ada: User, ada_workspace: Workspace) -> None:
    happen(ada_workspace, events.PAYMENT_SUCCEEDED, **{**PAYMENT, "amount_minor": 0})
    assert not Letter.objects.exists()


def test_running_short_is_written_at_four_fifths_and_at_the_end(ada: User, ada_workspace: Workspace) -> None:
    catalogue.load_plans()
    limit_to(ada_workspace, Feature.API_CALLS, 10)
    for _ in range(10):
        entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    for event in DomainEvent.objects.filter(name__startswith="billing.limit"):
        outbox.dispatch(event.pk)
    letters = {letter.template: letter for letter in Letter.objects.all()}
    assert set(letters) == {"near_limit", "limit_reached"}
    reached = letters["limit_reached"].context
    assert (reached["limit"], reached["upgrade_plan"]) == ("10", "Starter")


def test_one_persons_limit_is_written_to_that_person_alone(
    ada: User, bo: User, ada_workspace: Workspace
) -> None:
    limit_to(ada_workspace, Feature.MESSAGES, 1)
    entitlements.consume(ada_workspace.pk, Feature.MESSAGES, user=bo)
    for event in DomainEvent.objects.filter(name=events.LIMIT_REACHED):
        outbox.dispatch(event.pk)
    assert set(Letter.objects.values_list("to", flat=True)) == {bo.email}


def test_an_order_that_is_gone_is_not_written_of(ada_workspace: Workspace) -> None:
    happen(ada_workspace, events.SERVICE_ORDER_MOVED, order_id=str(uuid4()))
    assert not Letter.objects.exists()

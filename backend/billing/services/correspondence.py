"""Letters about plans, payments and limits, written to those who own the workspace; each once for one event."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings

from backend.accounts.models import Membership, Role, User
from backend.billing import displays, inclusions
from backend.billing.features import SPECS, Feature, Unit
from backend.billing.models import Interval, ServiceOrder, UsageCounter
from backend.events.models import DomainEvent
from backend.letters.catalogue import (
    LetterContent,
    LimitReachedLetter,
    NearLimitLetter,
    PaymentFailedLetter,
    PlanChangedLetter,
    ReceiptLetter,
    ServiceOrderUpdateLetter,
    SubscriptionCanceledLetter,
    SubscriptionEndedLetter,
    TrialEndingLetter,
)
from backend.letters.services import letters

from . import entitlements

Json = dict[str, Any]
BILLING = "/settings/billing"


def receipt(event: DomainEvent) -> None:
    paid = event.payload
    if not paid["amount_minor"]:
        return
    letter = ReceiptLetter(
        plan=paid["description"],
        amount=displays.money(paid["amount_minor"], paid["currency"]),
        period=displays.day(paid["paid_at"]),
        invoice_number=paid["invoice_number"],
        invoice_link=paid["hosted_invoice_url"] or _link(BILLING),
        **_card(paid["card"]),
        sandbox=_is_sandbox(paid),
    )
    _to_owners(event, letter)


def payment_failed(event: DomainEvent) -> None:
    failed = event.payload
    if failed["billing_reason"] == "subscription_create":
        # Whoever is buying sees it on the page they pay on.
        return
    letter = PaymentFailedLetter(
        plan=failed["plan_name"] or failed["description"],
        amount=displays.money(failed["amount_minor"], failed["currency"]),
        reason=_clause(failed["reason"]),
        next_try_on=displays.day(failed["next_attempt_at"]) or None,
        narrows_on=displays.day(failed["grace_ends_at"]) or None,
        update_link=failed["update_url"] or _link(BILLING),
        sandbox=_is_sandbox(failed),
    )
    _to_owners(event, letter)


def trial_ending(event: DomainEvent) -> None:
    trial = event.payload
    letter = TrialEndingLetter(
        plan=trial["plan_name"],
        ends_on=displays.day(trial["trial_ends_at"]),
        amount=_rhythm(trial),
        link=_link(BILLING),
        sandbox=_is_sandbox(trial),
    )
    _to_owners(event, letter)


def plan_changed(event: DomainEvent) -> None:
    change = event.payload
    plans = inclusions.plans()
    old, new = plans.get(change["from"]), plans.get(change["to"])
    letter = PlanChangedLetter(
        from_plan=change["from_name"],
        to_plan=change["to_name"],
        effective_on=displays.day(event.created_at.isoformat()),
        changes=_differences(old, new) if old and new else [],
        link=_link(BILLING),
        sandbox=_is_sandbox(change),
    )
    _to_owners(event, letter)


def cancelled(event: DomainEvent) -> None:
    said = event.payload
    ends_on = displays.day(said["cancels_at"]) or displays.day(event.created_at.isoformat())
    letter = SubscriptionCanceledLetter(
        plan=said["plan_name"], ends_on=ends_on, link=_link(BILLING), sandbox=_is_sandbox(said)
    )
    _to_owners(event, letter)


def ended(event: DomainEvent) -> None:
    said = event.payload
    ended_on = displays.day(said["ended_at"]) or displays.day(event.created_at.isoformat())
    letter = SubscriptionEndedLetter(
        plan=said["plan_name"], ended_on=ended_on, link=_link(BILLING), sandbox=_is_sandbox(said)
    )
    _to_owners(event, letter)


def limit(event: DomainEvent, letter: type[NearLimitLetter] | type[LimitReachedLetter]) -> None:
    """Write to the person whose limit it is, or to the owners where it is the workspace's."""
    counter = UsageCounter.objects.filter(pk=event.payload["counter_id"]).first()
    if counter is None or event.workspace_id is None:
        return
    feature = Feature(event.payload["feature"])
    person = User.objects.filter(pk=event.payload["user_id"]).first()
    if person is None and SPECS[feature].by_person:
        return
    found = entitlements.check(event.workspace_id, feature, user=person)
    if found.limit is None:
        return
    upgrade = entitlements.next_plan(found.plan, feature, found.limit)
    content = letter(
        feature=SPECS[feature].noun,
        used=displays.amount(SPECS[feature].unit, counter.used),
        limit=displays.amount(SPECS[feature].unit, found.limit),
        resets_on=displays.day(counter.ends_at.isoformat()) if counter.ends_at else None,
        upgrade_plan=upgrade.name if upgrade else None,
        link=_link("/pricing" if upgrade else BILLING),
    )
    _send(event, content, [person] if person else _owners(event.workspace_id))


def order_moved(event: DomainEvent) -> None:
    order = ServiceOrder.objects.select_related("package").filter(pk=event.payload["order_id"]).first()
    if order is None:
        return
    letter = ServiceOrderUpdateLetter(
        order_number=order.reference,
        package=order.package.name,
        state=f"is now: {order.get_state_display().lower()}",
        next_step="Open it to see what comes next, and what is asked of you.",
        link=_link(f"/services/orders/{order.pk}"),
        sandbox=order.environment != "live",
    )
    _to_owners(event, letter)


def _rhythm(subscription: Json) -> str:
    each = "year" if subscription["interval"] == Interval.YEAR else "month"
    amount = (subscription["unit_amount_minor"] or 0) * subscription["quantity"]
    return f"{displays.money(amount, subscription['currency'])} a {each}"


def _differences(old: inclusions.PlanInclusions, new: inclusions.PlanInclusions) -> list[str]:
    """Say what there is more or less of, the features in their order."""
    return [
        f"{feature.label}: {_value(new, feature)} instead of {_value(old, feature)}."
        for feature in Feature
        if old.values[feature] != new.values[feature]
    ]


def _value(plan: inclusions.PlanInclusions, feature: Feature) -> str:
    found = plan.values[feature]
    if SPECS[feature].unit is not Unit.COUNT and isinstance(found, int):
        return displays.amount(SPECS[feature].unit, found)
    return displays.value(feature, found, by_contract=plan.by_contract)


def _card(shown: str) -> dict[str, str]:
    """Take "Visa ending in 4242" apart; a payment without a card names none."""
    brand, _, last4 = shown.partition(" ending in ")
    return {"card_brand": brand, "card_last4": last4}


def _clause(sentence: str) -> str:
    """Return Stripe's sentence so that another may go on after it."""
    bare = sentence.strip().rstrip(".")
    return bare[:1].lower() + bare[1:]


def _is_sandbox(payload: Json) -> bool:
    return bool(payload["environment"] != "live")


def _link(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _owners(workspace_id: UUID) -> list[User]:
    rows = Membership.objects.for_workspace(workspace_id).filter(
        role=Role.OWNER, user__is_active=True, user__is_demo=False
    )
    return [row.user for row in rows.select_related("user").order_by("pk")]


def _to_owners(event: DomainEvent, letter: LetterContent) -> None:
    if event.workspace_id is not None:
        _send(event, letter, _owners(event.workspace_id))


def _send(event: DomainEvent, letter: LetterContent, people: Iterable[User]) -> None:
    for person in people:
        letters.send(cause=f"{event.name}:{event.pk}", to=person.email, letter=letter, user_id=person.pk)

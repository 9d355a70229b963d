"""What may happen to a subscription, played at the sandbox's Stripe: each story is found by its name."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
from django.conf import settings

from backend.accounts.models import Workspace
from backend.billing.models import BillingAccount, PlanPrice, StripeLink, StripeObject
from backend.billing.services import catalogue, syncing
from backend.integrations.stripe.client import client

SANDBOX = "sandbox"
DAY = 86_400
PATIENCE_SECONDS = 60
DECLINES_LATER = "pm_card_chargeCustomerFail"


@dataclass
class Stage:
    """One workspace as a customer at Stripe's double, and the double's own controls."""

    workspace: Workspace
    say: Callable[[str], None]
    sdk: Any = field(default_factory=lambda: client().v1)

    def control(self, part: str, **body: Any) -> dict[str, Any]:
        answer = httpx2.post(f"{settings.STRIPE_API_HOST}/_control/{part}", json=body, timeout=60)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def advance(self, days: int) -> None:
        """Let days pass at Stripe, once we have heard of all that happened before, and until we have of this too."""
        self.rest()
        self.say(f"{days} days pass at Stripe.")
        self.control("clock/advance", seconds=days * DAY)
        self.rest()

    def rest(self) -> bool:
        """Wait for the webhooks, and work off what is dirty beside whoever else does. Returns whether none is left."""
        self.control("settle", timeout=30)
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            dirty = StripeObject.objects.filter(dirty=True, environment=SANDBOX)
            ids = list(dirty.order_by("next_attempt_at").values_list("pk", flat=True)[:200])
            if not ids:
                return True
            cleaned = [syncing.sync(object_id) for object_id in ids]
            if not any(cleaned):
                time.sleep(0.2)
        return False

    @contextmanager
    def mistreated(self, **treatment: Any) -> Iterator[None]:
        """Deliver webhooks as told, until the end of the block."""
        self.control("webhooks", **treatment)
        try:
            yield
        finally:
            self.control("webhooks")

    def customer(self, card: str = "pm_card_visa") -> str:
        """Return the workspace's customer, with this card as the one that pays."""
        known = BillingAccount.objects.filter(workspace=self.workspace, environment=SANDBOX).first()
        if known is None:
            made = self.sdk.customers.create(
                params={"name": self.workspace.name, "metadata": {"workspace_id": str(self.workspace.pk)}}
            )
            known = BillingAccount.objects.create(
                workspace=self.workspace, environment=SANDBOX, stripe_customer_id=made.id
            )
        self.pay_with(known.stripe_customer_id, card)
        return known.stripe_customer_id

    def pay_with(self, customer: str, card: str) -> None:
        method = self.sdk.payment_methods.attach(card, params={"customer": customer})
        settings_ = {"default_payment_method": method.id}
        self.sdk.customers.update(customer, params={"invoice_settings": settings_})

    def price(self, plan: str = "pro", interval: str = "month") -> str:
        """Return the price's id at Stripe; it is made there if the catalogue was not put up yet."""
        catalogue.load_plans()
        ours = PlanPrice.objects.get(plan__key=plan, interval=interval, is_current=True)
        linked = StripeLink.objects.filter(environment=SANDBOX, object_id=ours.pk).first()
        if linked is not None:
            return linked.stripe_id
        found = self.sdk.prices.list(params={"lookup_keys": [ours.lookup_key]}).data
        return str(found[0].id if found else self._put_up(ours))

    def _put_up(self, ours: PlanPrice) -> str:
        product = self.sdk.products.create(
            params={"name": f"Atelier {ours.plan.name}", "metadata": {"plan_key": ours.plan.key}}
        )
        made = self.sdk.prices.create(
            params={
                "product": product.id,
                "currency": ours.currency.lower(),
                "unit_amount": ours.amount_minor,
                "recurring": {"interval": ours.interval},
                "lookup_key": ours.lookup_key,
            }
        )
        return str(made.id)

    def subscribe(self, card: str = "pm_card_visa", plan: str = "pro", **more: Any) -> Any:
        self.say(f"{self.workspace.name} subscribes to {plan} with {card}.")
        params = {"customer": self.customer(card), "items": [{"price": self.price(plan)}], **more}
        return self.sdk.subscriptions.create(params=params)


Story = Callable[[Stage], None]
STORIES: dict[str, Story] = {}


def story(name: str) -> Callable[[Story], Story]:
    def registered(play: Story) -> Story:
        STORIES[name] = play
        return play

    return registered


@story("subscribe")
def subscribe(stage: Stage) -> None:
    """A card pays, and the plan holds."""
    stage.subscribe()


@story("trial")
def trial(stage: Stage) -> None:
    """Fourteen days for nothing, a reminder three days before they end, and then the first payment."""
    stage.subscribe(trial_period_days=14)
    stage.advance(12)
    stage.advance(3)


@story("decline")
def decline(stage: Stage) -> None:
    """The bank declines the first payment: nothing is given."""
    stage.subscribe(card=DECLINES_LATER)


@story("3ds")
def three_d_secure(stage: Stage) -> None:
    """The bank asks for a confirmation that does not come."""
    stage.subscribe(card="pm_card_authenticationRequired")


@story("upgrade")
def upgrade(stage: Stage) -> None:
    """From Starter to Pro in the middle of a month, charged at once for the rest of it."""
    begun = stage.subscribe(plan="starter")
    stage.advance(10)
    items = [{"id": begun["items"].data[0].id, "price": stage.price("pro")}]
    stage.sdk.subscriptions.update(begun.id, params={"items": items, "proration_behavior": "always_invoice"})


@story("cancel")
def cancel(stage: Stage) -> None:
    """Cancelled with a reason; it runs until the month is over, and ends."""
    begun = stage.subscribe()
    details = {"feedback": "unused", "comment": "We will be back in spring."}
    params = {"cancel_at_period_end": True, "cancellation_details": details}
    stage.sdk.subscriptions.update(begun.id, params=params)
    stage.advance(32)


@story("resume")
def resume(stage: Stage) -> None:
    """Cancelled, and taken back before the month is over."""
    begun = stage.subscribe()
    for ends in (True, False):
        stage.sdk.subscriptions.update(begun.id, params={"cancel_at_period_end": ends})
        stage.rest()


@story("failed-renewal-dunning")
def dunning(stage: Stage) -> None:
    """A renewal fails, four retries fail too, and the subscription ends."""
    begun = stage.subscribe()
    stage.pay_with(str(begun.customer), DECLINES_LATER)
    for days in (32, 3, 6, 8, 8):
        stage.advance(days)


@story("recovery")
def recovery(stage: Stage) -> None:
    """A renewal fails, and a new card pays it within the grace."""
    begun = stage.subscribe()
    stage.pay_with(str(begun.customer), DECLINES_LATER)
    stage.advance(32)
    stage.pay_with(str(begun.customer), "pm_card_visa")
    stage.sdk.invoices.pay(str(stage.sdk.subscriptions.retrieve(begun.id).latest_invoice))


@story("refund")
def refund(stage: Stage) -> None:
    """Five dollars are given back, and then the rest."""
    begun = stage.subscribe()
    charge = stage.sdk.charges.list(params={"customer": str(begun.customer)}).data[0]
    stage.sdk.refunds.create(params={"charge": charge.id, "amount": 500})
    stage.sdk.refunds.create(params={"charge": charge.id})


@story("dispute")
def dispute(stage: Stage) -> None:
    """The cardholder disputes the payment, and we win."""
    begun = stage.subscribe(card="pm_card_createDispute")
    charge = stage.sdk.charges.list(params={"customer": str(begun.customer)}).data[0]
    opened = stage.sdk.disputes.list(params={"charge": charge.id}).data[0]
    stage.rest()
    stage.sdk.disputes.update(opened.id, params={"evidence": {"uncategorized_text": "winning_evidence"}})


@story("deleted-customer")
def deleted_customer(stage: Stage) -> None:
    """Somebody deletes the customer in Stripe's dashboard."""
    begun = stage.subscribe()
    stage.rest()
    stage.sdk.customers.delete(str(begun.customer))


@story("storm")
def storm(stage: Stage) -> None:
    """Every webhook three times, in any order, a tenth of them lost at first, and Stripe failing under it."""
    with stage.mistreated(copies=3, shuffle=True, drop_share=0.1, seed=7, backoff=[0.2, 0.5]):
        begun = stage.subscribe()
        for quantity in range(2, 9):
            item = stage.sdk.subscriptions.retrieve(begun.id)["items"].data[0].id
            params = {"items": [{"id": item, "quantity": quantity}]}
            stage.sdk.subscriptions.update(begun.id, params=params)
        stage.control("faults", status=503, share=0.1, times=20)
        stage.rest()


def workspace_for(name: str, workspace_id: UUID | None) -> Workspace:
    """Return the workspace that was asked for, or a new one, so that nobody's own is touched unasked."""
    if workspace_id is not None:
        return Workspace.objects.get(pk=workspace_id)
    return Workspace.objects.create(name=f"Simulation: {name}")

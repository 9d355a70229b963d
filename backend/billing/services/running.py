"""The subscription that a request speaks of, or the refusal that says why there is none to change."""

from backend.accounts.models import Workspace
from backend.billing import selectors
from backend.billing.models import Status, Subscription
from backend.core.errors import ApplicationError


class NoSubscription(ApplicationError):
    code = "no_subscription"
    status = 409
    detail = "You are on the Free plan: there is no subscription to change. Choose a plan first."


class PaymentDueFirst(ApplicationError):
    code = "payment_due_first"
    status = 409
    detail = "The last payment failed. Pay what is open first, then change your plan."


class SubscriptionEnding(ApplicationError):
    code = "subscription_ending"
    status = 409
    detail = "Your plan is cancelled and runs out. Resume it first, then change it."


class PlanNotForSale(ApplicationError):
    code = "plan_not_for_sale"
    status = 409
    detail = "This plan cannot be bought here."


def required(workspace: Workspace) -> Subscription:
    """Return the workspace's subscription at Stripe. Raises NoSubscription."""
    found = selectors.standing_subscription(workspace.pk)
    if found is None:
        raise NoSubscription
    return found


def changeable(workspace: Workspace) -> Subscription:
    """Return it if its plan may be changed. Raises NoSubscription, PaymentDueFirst and SubscriptionEnding."""
    found = required(workspace)
    if found.status not in (Status.ACTIVE, Status.TRIALING):
        raise PaymentDueFirst
    if found.cancels_at is not None:
        raise SubscriptionEnding
    return found

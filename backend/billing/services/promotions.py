"""Promotion codes: found by what was typed, and applied to a subscription that runs."""

from backend.accounts.models import Workspace
from backend.billing import selectors
from backend.billing.services import running, syncing
from backend.core.errors import ApplicationError
from backend.integrations.stripe.client import asking


class UnknownCode(ApplicationError):
    code = "unknown_promotion_code"
    status = 409
    detail = "This code is not valid, or not any more. Look for a slip in the spelling."


class DiscountPresent(ApplicationError):
    code = "discount_present"
    status = 409
    detail = "Your subscription has a discount already; one at a time is what we give."


def code_id(typed: str, customer: str) -> str:
    """Return the id of the usable code that was typed. Raises UnknownCode."""
    with asking() as stripe:
        found = stripe.v1.promotion_codes.list({"code": typed.strip(), "active": True, "limit": 10})
    for each in found.data:
        if each.customer in (None, customer):
            return each.id
    raise UnknownCode


def apply(*, workspace: Workspace, code: str) -> None:
    """Put the discount on the running subscription, from its next invoice on.

    Raises NoSubscription, DiscountPresent, UnknownCode and StripeRefused.
    """
    found = running.required(workspace)
    account = selectors.account_of(workspace.pk)
    promotion = code_id(code, account.stripe_customer_id if account else "")
    with asking() as stripe:
        if stripe.v1.subscriptions.retrieve(found.stripe_id).discounts:
            raise DiscountPresent
        stripe.v1.subscriptions.update(found.stripe_id, {"discounts": [{"promotion_code": promotion}]})
    syncing.refresh(type="subscription", stripe_id=found.stripe_id)

from typing import Self

import stripe

from backend.core.errors import ApplicationError


class StripeNotConfigured(ApplicationError):
    code = "billing_not_configured"
    status = 503
    detail = "Payments are not set up on this installation. Set STRIPE_SECRET_KEY and restart."


class StripeUnavailable(ApplicationError):
    """Stripe was not reached, or is in trouble; what was asked may be asked again."""

    code = "stripe_unavailable"
    status = 503
    detail = "Stripe does not answer just now. Nothing was charged by this; try again in a minute."


class StripeRefused(ApplicationError):
    """Stripe said no, for a reason that asking again will not change."""

    code = "stripe_refused"
    status = 409

    def __init__(
        self, detail: str, *, stripe_code: str = "", is_missing: bool = False, is_forbidden: bool = False
    ) -> None:
        super().__init__(detail, stripe_code=stripe_code)
        self.stripe_code = stripe_code
        self.is_missing = is_missing
        # A restricted key may not see this.
        self.is_forbidden = is_forbidden

    @classmethod
    def of(cls, error: stripe.StripeError) -> Self:
        said = error.user_message or "Stripe could not do that."
        missing = error.http_status == 404 or error.code == "resource_missing"
        forbidden = error.http_status == 403
        return cls(said, stripe_code=error.code or "", is_missing=missing, is_forbidden=forbidden)

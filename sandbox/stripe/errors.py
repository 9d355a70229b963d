"""Refusals in Stripe's words and shape: https://docs.stripe.com/api/errors."""

from typing import Any


class StripeError(Exception):
    """One refusal. `type` is Stripe's class of errors, `code` its short name, `param` the parameter to blame."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        type: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"message": message, "type": type}
        for name, value in {"code": code, "param": param, **more}.items():
            if value is not None:
                self.body[name] = value


def missing(kind: str, id: str, *, param: str = "id", status: int = 404) -> StripeError:
    """Nothing has this id. In a path it is 404; named by a parameter it is 400, as Stripe answers."""
    return StripeError(f"No such {kind}: '{id}'", status=status, code="resource_missing", param=param)


def card_declined(
    message: str, *, code: str = "card_declined", decline_code: str | None = None, **more: Any
) -> StripeError:
    return StripeError(message, status=402, type="card_error", code=code, decline_code=decline_code, **more)

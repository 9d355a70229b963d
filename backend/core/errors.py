"""Expected failures. Each is a named subclass beside the function that raises it."""

from typing import Any, ClassVar


class ApplicationError(Exception):
    """A refusal with a stable `code`, an HTTP `status` and a sentence that says what to do.

    `extra` is merged into the problem body (RFC 9457 extension members), so keep it JSON-safe.
    """

    code: ClassVar[str] = "application_error"
    status: ClassVar[int] = 400
    detail: str = "That could not be done."

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        self.detail = detail or type(self).detail
        self.extra = extra
        super().__init__(self.detail)


class NotFound(ApplicationError):
    code = "not_found"
    status = 404
    detail = "There is nothing here, or it is not yours to see."


class PermissionDenied(ApplicationError):
    code = "permission_denied"
    status = 403
    detail = "Your role in this workspace does not allow that."


class Invalid(ApplicationError):
    """Bad input; `errors` maps each field to its sentences."""

    code = "invalid"
    status = 400
    detail = "Some of what was sent cannot be used."


class TooLarge(ApplicationError):
    code = "too_large"
    status = 413
    detail = "That is more than is taken in one request. Send it in parts."

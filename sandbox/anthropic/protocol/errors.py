"""Errors in the shape and with the statuses the Messages API documents."""

from starlette.responses import JSONResponse

_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    404: "not_found_error",
    405: "invalid_request_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    503: "api_error",
    529: "overloaded_error",
}


class ApiError(Exception):
    """A refusal as the API would word it. `headers` ride along on the response."""

    def __init__(self, status: int, message: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}

    @property
    def type(self) -> str:
        return _TYPES[self.status]


def invalid(message: str) -> ApiError:
    return ApiError(400, message)


def error_body(error_type: str, message: str, request_id: str) -> dict[str, object]:
    return {"type": "error", "error": {"type": error_type, "message": message}, "request_id": request_id}


def error_response(error: ApiError, request_id: str) -> JSONResponse:
    return JSONResponse(
        error_body(error.type, error.message, request_id),
        status_code=error.status,
        headers={"request-id": request_id, **error.headers},
    )

"""One key, one effect: https://docs.stripe.com/api/idempotent_requests.

The answer of a request that did its work is kept for a day and given again. A request that was refused before it did
anything leaves no trace, so that the same key may be used for its corrected form.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

from sandbox.stripe.books import Books
from sandbox.stripe.errors import StripeError

_KEPT_SECONDS = 24 * 3600
_LONGEST = 255


@dataclass(frozen=True)
class Reply:
    """An answer of the API. `original` names the request that it repeats."""

    status: int
    body: dict[str, Any]
    original: str | None = None


def check(key: str) -> None:
    if not 1 <= len(key) <= _LONGEST:
        raise StripeError(f"Idempotency keys must have 1 to {_LONGEST} characters.", type="idempotency_error")


def in_use(key: str) -> StripeError:
    return StripeError(
        "There is currently another in-progress request using this Stripe-Idempotent-Key (that probably means you "
        f"submitted twice, and the other request is still going through): {key}. If you intended to make two "
        "requests, use different keys.",
        status=409,
        type="idempotency_error",
        code="idempotency_key_in_use",
    )


def fingerprint(method: str, path: str, params: dict[str, Any]) -> str:
    request = json.dumps([method, path, params], sort_keys=True)
    return hashlib.sha256(request.encode()).hexdigest()


def recall(books: Books, key: str, request: str) -> Reply | None:
    """The answer kept under this key. Raises idempotency_error when it answered another request."""
    books.db.execute("DELETE FROM idempotency WHERE at <= ?", (int(time.time()) - _KEPT_SECONDS,))
    row = books.db.execute(
        "SELECT request, request_id, status, body FROM idempotency WHERE account = ? AND key = ?",
        (books.account, key),
    ).fetchone()
    if row is None:
        return None
    if row[0] != request:
        raise StripeError(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"Try using a key other than '{key}' if you meant to execute a different request.",
            type="idempotency_error",
        )
    return Reply(status=row[2], body=json.loads(row[3]), original=row[1])


def keep(books: Books, key: str, request: str, request_id: str, reply: Reply) -> None:
    """By the real clock: a test clock that runs ahead does not make clients' keys old."""
    books.db.execute(
        "INSERT INTO idempotency (account, key, request, request_id, status, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (books.account, key, request, request_id, reply.status, json.dumps(reply.body), int(time.time())),
    )

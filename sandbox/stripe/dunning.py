"""What follows a renewal that could not be paid: retries after 2, 5, 7 and 7 days, and then the end that is set."""

from sandbox.stripe import lifecycle
from sandbox.stripe.books import Books, Object

_DAY = 86_400
RETRY_DAYS = (2, 5, 7, 7)
_SETTING = "after_retries"
ENDINGS = ("canceled", "unpaid", "past_due")


def set_ending(books: Books, ending: str) -> None:
    """Choose what becomes of a subscription when all retries have failed: one of `ENDINGS`, canceled at first."""
    if ending not in ENDINGS:
        raise ValueError(f"{ending!r} is none of {', '.join(ENDINGS)}")
    books.db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (_SETTING, ending))


def after_failure(books: Books, invoice: Object, subscription: Object) -> None:
    """Plan the next attempt on a renewal's invoice, or let the subscription end as it is set."""
    if (again := next_attempt(invoice, books.now)) is not None:
        books.schedule("invoice_retry", invoice["id"], again)
        if subscription["status"] == "active":
            lifecycle.change(books, subscription, status="past_due")
        return
    ending = _ending(books)
    if ending == "canceled":
        lifecycle.end(books, subscription, reason="payment_failed")
    else:
        lifecycle.change(books, subscription, status=ending)


def next_attempt(invoice: Object, now: int) -> int | None:
    """When it is tried again after as many attempts as were made; None when there are no more."""
    made = invoice["attempt_count"]
    return now + RETRY_DAYS[made - 1] * _DAY if 1 <= made <= len(RETRY_DAYS) else None


def _ending(books: Books) -> str:
    row = books.db.execute("SELECT value FROM settings WHERE name = ?", (_SETTING,)).fetchone()
    return str(row[0]) if row else "canceled"

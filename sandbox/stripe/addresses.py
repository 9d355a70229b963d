"""Where the hosted pages are, as the browser sees them."""

from typing import Any

from sandbox.stripe.books import Books
from sandbox.stripe.errors import StripeError

_DEFAULT = "http://127.0.0.1:8100/stripe"


def hosted(books: Books, path: str) -> str:
    """The whole address of a page. `settings.base_url` is where the double was last called."""
    row = books.db.execute("SELECT value FROM settings WHERE name = 'base_url'").fetchone()
    return f"{row[0] if row else _DEFAULT}/pay/{path}"


def web_address(value: Any, name: str) -> str:
    """A parameter that a browser is sent to: http or https, and nothing that would run as a script."""
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        raise StripeError("Not a valid URL", code="url_invalid", param=name)
    return value

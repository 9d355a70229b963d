"""Where the hosted pages are, as the browser sees them."""

from sandbox.stripe.books import Books

_DEFAULT = "http://127.0.0.1:8100/stripe"


def hosted(books: Books, path: str) -> str:
    """The whole address of a page. `settings.base_url` is where the double was last called."""
    row = books.db.execute("SELECT value FROM settings WHERE name = 'base_url'").fetchone()
    return f"{row[0] if row else _DEFAULT}/pay/{path}"

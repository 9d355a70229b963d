"""What happens by itself when its time comes: renewals, retries, the end of a trial or of a session."""

from collections.abc import Callable

from sandbox.stripe.books import Books

Happening = Callable[[Books, str], None]
_happenings: dict[str, Happening] = {}
_MOST_AT_ONCE = 10_000


def happening(what: str) -> Callable[[Happening], Happening]:
    """Register what `Books.schedule(what, …)` makes happen; it is called with the id of the object."""

    def registered(work: Happening) -> Happening:
        _happenings[what] = work
        return work

    return registered


def catch_up(books: Books, until: int) -> None:
    """Let all that is due by `until` happen, in its order and each at its own time. Leaves `books.now` at `until`."""
    for _ in range(_MOST_AT_ONCE):
        row = books.db.execute(
            "SELECT id, at, what, object FROM due WHERE account = ? AND at <= ? ORDER BY at, id LIMIT 1",
            (books.account, until),
        ).fetchone()
        if row is None:
            break
        id, at, what, object_id = row
        books.db.execute("DELETE FROM due WHERE id = ?", (id,))
        books.now = max(at, books.now)
        _happenings[what](books, object_id)
    books.now = until


def catch_up_everywhere(books: Books, until: int) -> None:
    """The same in the books of every account. Leaves `books.now` at `until`."""
    rows = books.db.execute("SELECT DISTINCT account FROM due WHERE at <= ?", (until,)).fetchall()
    for (account,) in rows:
        catch_up(books.of(account), until)
    books.now = until

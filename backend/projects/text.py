"""Text on its way into the database."""

LONGEST = 4000


def stored(text: str) -> str:
    """Return `text` as every database keeps it: no NUL, no half characters, at most 4,000 characters."""
    whole = text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return whole.strip()[:LONGEST]

"""Going on with an answer that was cut off."""

_OVERLAP = 24
CLOSING = " That is where I was cut off; ask me again and I will say the rest in full."


def rest_of(full: str, partial: str | None) -> str:
    """What is left of `full` after `partial`, repeating nothing. Text that was not ours to begin with gets a
    short close."""
    if partial is None:
        return full
    if full.startswith(partial):
        return full[len(partial) :] or "\n\nThat is all for now."
    tail = partial[-_OVERLAP:]
    at = full.rfind(tail) if len(tail) == _OVERLAP else -1
    return full[at + len(tail) :] if at >= 0 and at + len(tail) < len(full) else CLOSING

"""Model text made storable: PostgreSQL takes no NUL, and UTF-8 no half of a character."""

HIGH = ("\ud800", "\udbff")
LOW = ("\udc00", "\udfff")


class TextCleaner:
    """Passes text on piece by piece. A high surrogate at the end of a piece waits for its other half."""

    def __init__(self) -> None:
        self._waiting = ""

    def feed(self, piece: str) -> str:
        """Return what of `piece` (and what waited before it) is ready, as whole characters without NUL."""
        text = self._waiting + piece.replace("\x00", "")
        self._waiting = ""
        if text and HIGH[0] <= text[-1] <= HIGH[1]:
            text, self._waiting = text[:-1], text[-1]
        return whole(text)

    def finish(self) -> str:
        """Return what still waits: a half whose other half never came is shown as the replacement character."""
        rest, self._waiting = self._waiting, ""
        return whole(rest)


def whole(text: str) -> str:
    """Return `text` with surrogate pairs joined and lone halves replaced."""
    if text.isascii() or not any(HIGH[0] <= character <= LOW[1] for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

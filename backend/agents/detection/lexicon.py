"""Word lists, written the way people read them."""


def vocabulary(text: str) -> frozenset[str]:
    return frozenset(text.split())


def in_order(text: str) -> list[str]:
    return text.split()


def paired(text: str) -> dict[str, str]:
    """ "slip:word slip:word" as a dictionary."""
    return dict(pair.split(":") for pair in text.split())

"""The words that all three documents share, so that they say the same thing the same way."""

import unicodedata
from datetime import date

from backend.projects.kit.model import Item, Kit, Section

SANDBOX_LABEL = "Sandbox partner"
SANDBOX_NOTE = "Words of the partner in this kit come from the scripted sandbox, not from a model."
STALE_NOTE = "You edited this part before a later decision. Check it against your cards."

BYTE_ORDER_MARKS = "\ufeff\ufffe"  # which PDF/UA forbids

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
OPENING = {"decided": "Opens {day}", "target": "Aiming to open {day}", "suggested": "Could open {day}"}


def clean(text: str) -> str:
    """Without what no document can carry: control characters, byte order marks and halves of surrogate pairs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return "".join(
        " " if sign == "\t" else sign
        for sign in lines
        if sign in "\n\t" or not (unicodedata.category(sign) == "Cc" or sign in BYTE_ORDER_MARKS)
    )


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def long_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def duration(minutes: int | None) -> str:
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def opening(kit: Kit) -> str:
    if kit.opening_day is None:
        return "Opening day still to be chosen"
    return OPENING.get(kit.opening_day_is, OPENING["suggested"]).format(day=long_day(kit.opening_day))


def draft(kit: Kit) -> str:
    """Which decisions are missing, as a sentence without its full stop; empty when none are."""
    if not kit.missing:
        return ""
    verb = "is" if len(kit.missing) == 1 else "are"
    return f"Draft: {listed([name.replace('_', ' ') for name in kit.missing])} {verb} still open"


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def grouped(section: Section) -> list[tuple[str, list[Item]]]:
    """The items under their headings, in the order they come in."""
    groups: list[tuple[str, list[Item]]] = []
    for item in section.items or ():
        if not groups or groups[-1][0] != item.group:
            groups.append((item.group, []))
        groups[-1][1].append(item)
    return groups

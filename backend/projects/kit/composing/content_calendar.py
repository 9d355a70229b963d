"""Four weeks from the opening day: sessions by format and cadence, each titled so that it can be announced.

Week one welcomes, weeks two and three work, and week four is left to what members ask for, as the playbook
advises. A week without a session of its own has a post that keeps the room warm. The hour is the creator's.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.projects import recommendations, values
from backend.projects.kit.model import Item

from . import titles, wording
from .basis import Basis

WEEKS = 4
_FIRST_SESSION = 2
"""Days between the opening and the first session: time to come in, not time to forget."""
_SESSION_DAYS = {
    "daily": tuple(range(1, 7 * WEEKS)),
    "twice_weekly": (2, 5, 9, 12, 16, 19, 23, 26),
    "weekly": (2, 9, 16, 23),
    "biweekly": (2, 16),
    "monthly": (16,),
    "quarterly": (16,),
}
_CHALLENGE_DAYS = (2,)


def lead(basis: Basis) -> str:
    sentences = [
        "Four weeks from the opening day, each line ready to announce.",
        "Add the hour your people are awake; minutes count your preparation.",
    ]
    return " ".join([*sentences, *_open_notes(basis)])


def _open_notes(basis: Basis) -> list[str]:
    day = wording.a_day(basis.opening.day)
    timeline = wording.still_open(basis, values.TIMELINE, day) if basis.opening.known == "suggested" else ""
    return [note for note in (timeline, wording.still_open(basis, values.CONTENT)) if note]


def compose(basis: Basis) -> tuple[Item, ...]:
    opening = basis.opening.day
    planned = [_welcome(basis), *_sessions(basis), *_posts(basis), _look_back()]
    return tuple(
        _item(event, opening)
        for event in sorted(planned, key=lambda event: event.day)
        if (date.max - opening).days >= event.day
    )


@dataclass(frozen=True)
class _Event:
    """`day` counts from the opening, which is day 0."""

    id: str
    day: int
    title: str
    note: str
    minutes: int | None = None

    @property
    def week(self) -> int:
        return self.day // 7 + 1


def _item(event: _Event, opening: date) -> Item:
    return Item(
        id=event.id,
        title=event.title,
        note=event.note,
        date=opening + timedelta(days=event.day),
        minutes=event.minutes,
        group=f"Week {event.week}",
    )


def _welcome(basis: Basis) -> _Event:
    return _Event(
        "welcome",
        0,
        f"Welcome to {' '.join(basis.business.split())}: come in and say hello",
        "Greet every new member by name the same day. One easy question; your own answer stands first.",
    )


def _sessions(basis: Basis) -> Iterator[_Event]:
    content = basis.choice(values.CONTENT).value
    formats, cadence = content["formats"], content["cadence"] or "weekly"
    minutes = basis.rules[values.CONTENT]["minutes_per_session"]
    held: Counter[object] = Counter()
    for number, day in enumerate(_days(formats, cadence)):
        name, week = formats[number % len(formats)], day // 7
        take = held[week] if cadence == "daily" else held[name]
        held.update((week, name))
        title, note = titles.session(name, take, week=week, work=_work(basis), cadence=cadence)
        yield _Event(f"session-{number + 1}", day, title, note, minutes.get(name))


def _days(formats: list[str], cadence: str) -> tuple[int, ...]:
    """Return the days of the sessions; a monthly challenge begins at once, for it runs the whole month."""
    if cadence in {"monthly", "quarterly"}:
        days = _SESSION_DAYS[cadence]
        rest = tuple(9 + 7 * number for number in range(min(3, len(formats) - 1)))
        first = _CHALLENGE_DAYS if formats[0] == "challenge" else days
        return first if len(formats) == 1 else (_FIRST_SESSION, *rest)
    return _SESSION_DAYS[cadence]


def _posts(basis: Basis) -> Iterator[_Event]:
    """Keep each week without a session warm with one post."""
    content = basis.choice(values.CONTENT).value
    formats, cadence = content["formats"], content["cadence"] or "weekly"
    days = _days(formats, cadence)
    met = {day // 7 for day in days}
    for week in range(WEEKS):
        if week not in met:
            title, note = titles.post(formats[0], week, work=_work(basis), meets_at=days[0] // 7)
            yield _Event(f"post-{week + 1}", 7 * week + _FIRST_SESSION, title, note)


def _look_back() -> _Event:
    return _Event(
        "look-back",
        7 * WEEKS - 1,
        "Four weeks in: what did you get, what did you miss, what comes next?",
        "Three questions to everybody. Count who joined, who is still here, and who has spoken.",
    )


def _work(basis: Basis) -> str:
    """Return the word for what members work on in this field."""
    field: dict[str, Any] | None = (
        recommendations.niche_of(dict(basis.playbook), basis.facts.niche) if basis.facts else None
    )
    return titles.WORK_OF_FIELD.get(field["key"] if field else "", "project")

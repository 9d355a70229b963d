"""Sums a person can check, shown beside a decision."""

import re
from datetime import date, timedelta
from typing import Any

from sandbox.anthropic.partner.reading import Situation
from sandbox.anthropic.partner.understanding import pricing, timeline

_ROOM_SIZES = (10, 30, 100)
_PER_MONTH = {"week": 52 / 12, "month": 1.0, "quarter": 1 / 3, "year": 1 / 12}


def about_price(situation: Situation, value: dict[str, Any]) -> list[str]:
    """What three sizes of room bring at this price; the recommendation's own sums when it is that price."""
    recommended = situation.recommendation("pricing") or {}
    if recommended.get("value") == value and recommended.get("arithmetic"):
        return [str(line) for line in recommended["arithmetic"]]
    price = pricing.display(value | {"period": "once"}).removesuffix(" once")
    return [" · ".join(_room(size, price, value) for size in _ROOM_SIZES) + ", before fees and tax."]


def about_date(situation: Situation, value: str) -> list[str]:
    """How far away a date is, or which date a time from now comes to."""
    today = situation.today
    duration = re.fullmatch(r"P(\d+)([DWMY])", value)
    if not duration:
        days = (date.fromisoformat(value) - today).days
        return [f"From {timeline.display(today.isoformat())} that is {days} days, or {days // 7} full weeks."]
    days = int(duration[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[duration[2]]
    about = "" if duration[2] in "DW" else "about "
    opens = timeline.display((today + timedelta(days=days)).isoformat())
    return [
        f"{timeline.display(today.isoformat())} + {timeline.display(value).removeprefix('In ')} = {about}{opens}."
    ]


def _room(size: int, price: str, value: dict[str, Any]) -> str:
    minor = int(size * value["amount_minor"] * _PER_MONTH.get(value["period"], 1.0))
    total = pricing.display({"amount_minor": minor, "currency": value["currency"], "period": "month"})
    total = total.removesuffix(" a month")
    shown = total if value["period"] == "once" else f"{total} a month"
    return (
        f"{size} members × {price} = {shown}"
        if value["period"] in {"month", "once"}
        else f"{size} members ≈ {shown}"
    )

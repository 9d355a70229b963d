"""`python -m backend.analytics.forecasting.compute`: series in as JSON, expectations out. Knows no database."""

import sys
from typing import Any

import orjson

from .choosing import expect


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Return whole minor units; where the past never fell below zero, the band does not either."""
    expected = expect(asked["values"], asked["horizon"])
    floor = 0 if min(asked["values"]) >= 0 else None
    rows = zip(expected.values, expected.low, expected.high, strict=True)
    return {"method": expected.method, "points": [[_whole(number, floor) for number in row] for row in rows]}


def _whole(number: float, floor: int | None) -> int:
    return round(number) if floor is None else max(floor, round(number))


def main() -> None:
    asked = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps([answer(one) for one in asked]))


if __name__ == "__main__":
    main()

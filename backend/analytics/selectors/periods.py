from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days from `since` to `until`, both included, of one world and one currency."""

    since: date
    until: date
    world: str
    currency: str

    @property
    def length(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def eve(self) -> date:
        """The day before, at whose end the period begins."""
        return self.since - ONE

    def before(self) -> "Period":
        """Return the period of the same length that ends on the eve."""
        return Period(self.since - ONE * self.length, self.eve, self.world, self.currency)

    def days(self) -> Iterator[date]:
        for number in range(self.length):
            yield self.since + ONE * number

"""Where figures come from, and which past days got new rows since a source was last read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import models

from backend.accounts.events import USER_DEPARTED, USER_SIGNED_UP
from backend.accounts.models import User
from backend.ai.models import ModelCall
from backend.analytics.models import Visit
from backend.analytics.sql import as_day, day_of, fetch
from backend.billing.models import SubscriptionChange
from backend.events.models import DomainEvent

# A transaction may commit this long after its rows were given their ids. What is read twice is counted once.
OVERLAP = timedelta(minutes=15)
__all__ = ["OVERLAP", "SOURCES", "USER_DEPARTED", "USER_SIGNED_UP", "Source", "first_id_of"]


@dataclass(frozen=True)
class Source:
    """A table that is only added to. Ids are UUIDv7, so those of new rows are the largest, whatever day they tell of.

    A row of a past day makes that day's figures anew; of people and subscriptions, those of the days after it too.
    """

    name: str
    model: type[models.Model]
    moment: str
    is_lifecycle: bool
    is_usage: bool

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def days_since(self, moment: datetime | None) -> set[date]:
        """Return the days that rows added after `moment` tell of; without one, of all rows."""
        floor = "WHERE id > %(floor)s" if moment else ""
        query = f"SELECT DISTINCT {day_of(self.moment)} FROM {self.table} {floor}"  # noqa: S608  our own names
        values = {"floor": first_id_of(moment - OVERLAP)} if moment else {}
        return {as_day(day) for (day,) in fetch(query, **values)}


SOURCES = (
    Source("people", User, "created_at", is_lifecycle=True, is_usage=False),
    Source("events", DomainEvent, "created_at", is_lifecycle=True, is_usage=True),
    Source("subscriptions", SubscriptionChange, "occurred_at", is_lifecycle=True, is_usage=False),
    Source("model_calls", ModelCall, "created_at", is_lifecycle=False, is_usage=True),
    Source("visits", Visit, "at", is_lifecycle=False, is_usage=True),
)


def first_id_of(moment: datetime) -> UUID:
    """Return the smallest UUIDv7 that can be made at `moment`."""
    milliseconds = (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (0b10 << 62))

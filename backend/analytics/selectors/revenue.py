"""What workspaces paid as it accrued. Rows of `SubscriptionDay` say what stood on every day."""

from uuid import UUID

from django.db import connection

from backend.analytics.models import SubscriptionDay
from backend.analytics.sql import fetch

from .periods import ONE, Period

_TABLE = SubscriptionDay._meta.db_table
_BEGINS = "CASE WHEN day > %(since)s THEN day ELSE %(since)s END"
_ENDS = "CASE WHEN until IS NULL OR until > %(end)s THEN %(end)s ELSE until END"


def revenue_of(period: Period) -> dict[UUID, int]:
    """Return each workspace's revenue in minor units: a 365th of twelve MRR for each day, rounded once."""
    sums = fetch(_query(), **_values(period))
    return {_uuid(workspace): _accrued(mrr_days) for workspace, mrr_days in sums}


def _query() -> str:
    if connection.vendor == "sqlite":
        days = f"CAST(julianday({_ENDS}) - julianday({_BEGINS}) AS INTEGER)"
    else:
        begins = _BEGINS.replace("%(since)s", "%(since)s::date")
        days = f"(({_ENDS.replace('%(end)s', '%(end)s::date')}) - ({begins}))"
    return f"""
        SELECT workspace_id, SUM(mrr * {days}) FROM {_TABLE}
        WHERE world = %(world)s AND currency = %(currency)s AND mrr > 0
          AND day < %(end)s AND (until IS NULL OR until > %(since)s)
        GROUP BY workspace_id
    """  # noqa: S608  our own names


def _values(period: Period) -> dict[str, object]:
    return {
        "since": period.since,
        "end": period.until + ONE,
        "world": period.world,
        "currency": period.currency,
    }


def _accrued(mrr_days: int) -> int:
    twelvefold = int(mrr_days) * 12
    whole, rest = divmod(twelvefold, 365)
    return whole + (2 * rest > 365)


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))

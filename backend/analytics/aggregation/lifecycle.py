"""People on their way in, subscriptions on theirs, and what stands at each day's end.

Days are counted in order: what stands on one rests on the day before.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from backend.accounts.events import USER_SIGNED_UP, USER_VERIFIED
from backend.accounts.models import User
from backend.agents.events import MESSAGE_ANSWERED
from backend.analytics.metrics import LIFECYCLE_FLOWS, STEP_FLOWS, STOCKS
from backend.analytics.models import CalendarDay, DailyMetric, Milestone, SubscriptionDay
from backend.analytics.sql import among, bounds, day_of, run
from backend.events.models import DomainEvent
from backend.projects.events import PROFILE_SAVED, PROJECT_STARTED

_STEP_OF = {
    USER_VERIFIED: "verified",
    PROFILE_SAVED: "profile",
    PROJECT_STARTED: "project",
    MESSAGE_ANSWERED: "answered",
}
_TABLES = {
    "people": User._meta.db_table,
    "events": DomainEvent._meta.db_table,
    "milestones": Milestone._meta.db_table,
    "subscriptions": SubscriptionDay._meta.db_table,
    "metrics": DailyMetric._meta.db_table,
    "calendar": CalendarDay._meta.db_table,
}
# The earliest day wins, in whichever order days are counted.
_EARLIEST = """
ON CONFLICT (user_id, step, world) DO UPDATE SET day = excluded.day, workspace_id = excluded.workspace_id
WHERE excluded.day < {milestones}.day
"""
_SIGN_UPS = """
INSERT INTO {milestones} (user_id, workspace_id, step, world, day)
SELECT actor_id, workspace_id, 'signed_up', '', day FROM (
    SELECT e.actor_id, e.workspace_id, {event_day} AS day,
           ROW_NUMBER() OVER (PARTITION BY e.actor_id ORDER BY e.created_at, e.id) AS nth
    FROM {events} e JOIN {people} u ON u.id = e.actor_id AND NOT u.is_demo
    WHERE e.name = '{signed_up}' AND e.created_at >= %(begins)s AND e.created_at < %(ends)s
) AS first_ones WHERE nth = 1
{earliest}
"""
_STEPS = """
INSERT INTO {milestones} (user_id, workspace_id, step, world, day)
SELECT actor_id, NULL, step, '', day FROM (
    SELECT e.actor_id, CASE e.name {steps} END AS step, MIN({event_day}) AS day
    FROM {events} e JOIN {people} u ON u.id = e.actor_id AND NOT u.is_demo
    WHERE e.name IN {names} AND e.created_at >= %(begins)s AND e.created_at < %(ends)s
    GROUP BY e.actor_id, e.name
) AS first_ones WHERE TRUE
{earliest}
"""
_ACTIVATED = """
INSERT INTO {milestones} (user_id, workspace_id, step, world, day)
SELECT user_id, NULL, 'activated', '', day FROM (
    SELECT m.user_id, MAX(m.day) AS day FROM {milestones} m
    WHERE m.step IN ('profile', 'project', 'answered') AND m.user_id IN (
        SELECT user_id FROM {milestones}
        WHERE step IN ('profile', 'project', 'answered') AND day BETWEEN %(since)s AND %(until)s)
    GROUP BY m.user_id HAVING COUNT(*) = 3
) AS complete WHERE day BETWEEN %(since)s AND %(until)s
{earliest}
"""
_PAID = """
INSERT INTO {milestones} (user_id, workspace_id, step, world, day)
SELECT user_id, NULL, 'paid', world, day FROM (
    SELECT m.user_id, s.world, MIN(s.day) AS day
    FROM {subscriptions} s
    JOIN {milestones} m ON m.workspace_id = s.workspace_id AND m.step = 'signed_up' AND m.day <= s.day
    WHERE s.mrr > 0 AND s.day BETWEEN %(since)s AND %(until)s
    GROUP BY m.user_id, s.world
) AS first_ones WHERE TRUE
{earliest}
"""
# These two follow from others and may have moved; the rest only ever happened.
_FORGET_DERIVED = """
DELETE FROM {milestones} WHERE step IN ('activated', 'paid') AND day BETWEEN %(since)s AND %(until)s
"""
_PEOPLE_FLOWS = """
INSERT INTO {metrics} (day, world, currency, metric, dimension, value)
SELECT day, '', '', CASE step {flows} END, '', COUNT(*) FROM {milestones}
    WHERE step IN {steps_counted} AND day BETWEEN %(since)s AND %(until)s GROUP BY step, day
UNION ALL
SELECT {departed_day}, '', '', 'departures', '', COUNT(*) FROM {people} u
    WHERE NOT is_demo AND departed_at >= %(begins)s AND departed_at < %(ends)s GROUP BY 1
UNION ALL
SELECT day, '', '', 'users_change', '', SUM(change) FROM (
    SELECT {joined_day} AS day, 1 AS change FROM {people} u
        WHERE NOT is_demo AND created_at >= %(begins)s AND created_at < %(ends)s
    UNION ALL
    SELECT {departed_day}, -1 FROM {people} u
        WHERE NOT is_demo AND departed_at >= %(begins)s AND departed_at < %(ends)s
) AS changes GROUP BY day
"""
_ACTIVE = "('active', 'past_due')"
_SUBSCRIPTION_FLOWS = """
INSERT INTO {metrics} (day, world, currency, metric, dimension, value)
WITH changed AS (SELECT * FROM {subscriptions} WHERE day BETWEEN %(since)s AND %(until)s)
SELECT day, world, currency, 'mrr_change', '', SUM(mrr - mrr_before) FROM changed GROUP BY day, world, currency
UNION ALL
SELECT day, world, currency, 'paying_change', '', SUM(CASE WHEN mrr > 0 THEN 1 ELSE 0 END)
    - SUM(CASE WHEN mrr_before > 0 THEN 1 ELSE 0 END) FROM changed GROUP BY day, world, currency
UNION ALL
SELECT day, world, currency, 'active_change', '', SUM(CASE WHEN status IN {active} THEN 1 ELSE 0 END)
    - SUM(CASE WHEN status_before IN {active} THEN 1 ELSE 0 END) FROM changed GROUP BY day, world, currency
UNION ALL
SELECT day, world, currency, 'trials_change', '', SUM(CASE WHEN status = 'trialing' THEN 1 ELSE 0 END)
    - SUM(CASE WHEN status_before = 'trialing' THEN 1 ELSE 0 END) FROM changed GROUP BY day, world, currency
UNION ALL
SELECT day, world, currency, 'moved_mrr', movement, SUM(mrr - mrr_before) FROM changed
    WHERE movement <> '' GROUP BY day, world, currency, movement
UNION ALL
SELECT day, world, currency, 'moved_subscriptions', movement, COUNT(*) FROM changed
    WHERE movement <> '' GROUP BY day, world, currency, movement
"""
_STANDING = """
INSERT INTO {metrics} (day, world, currency, metric, dimension, value)
WITH base AS (
    SELECT world, currency, metric, value FROM {metrics} WHERE day = %(eve)s AND metric IN {stocks}
), flows AS (
    SELECT day, world, currency, CASE metric {stock_of} END AS metric, value FROM {metrics}
    WHERE metric IN {changes} AND day BETWEEN %(since)s AND %(until)s
), series AS (
    SELECT world, currency, metric FROM base UNION SELECT world, currency, metric FROM flows
)
SELECT c.day, s.world, s.currency, s.metric, '', COALESCE(b.value, 0)
    + SUM(COALESCE(f.value, 0)) OVER (PARTITION BY s.world, s.currency, s.metric ORDER BY c.day)
FROM series s
JOIN {calendar} c ON c.day BETWEEN %(since)s AND %(until)s
LEFT JOIN base b ON b.world = s.world AND b.currency = s.currency AND b.metric = s.metric
LEFT JOIN flows f ON f.day = c.day AND f.world = s.world AND f.currency = s.currency AND f.metric = s.metric
"""


def count(since: date, until: date) -> None:
    """Write what `since` to `until` (inclusive) brought and what stood at their ends; the day before is counted."""
    values = bounds(since, until)
    for statement in (_FORGET_DERIVED, _SIGN_UPS, _STEPS, _ACTIVATED, _PAID):
        run(_worded(statement), **values)
    ours = (*LIFECYCLE_FLOWS, *STOCKS.values())
    DailyMetric.objects.filter(metric__in=ours, day__range=(since, until)).delete()
    run(_worded(_PEOPLE_FLOWS), **values)
    run(_worded(_SUBSCRIPTION_FLOWS), **values)
    run(_worded(_STANDING), **values, eve=since - timedelta(days=1))


def _worded(statement: str) -> str:
    return statement.format(
        **_TABLES,
        earliest=_EARLIEST.format(**_TABLES),
        event_day=day_of("e.created_at"),
        joined_day=day_of("u.created_at"),
        departed_day=day_of("u.departed_at"),
        signed_up=USER_SIGNED_UP,
        steps=_cases(_STEP_OF),
        names=among(_STEP_OF),
        flows=_cases(STEP_FLOWS),
        steps_counted=among(STEP_FLOWS),
        active=_ACTIVE,
        stocks=among(STOCKS.values()),
        changes=among(STOCKS),
        stock_of=_cases(STOCKS),
    )


def _cases(mapping: Mapping[Any, Any]) -> str:
    return " ".join(f"WHEN '{key}' THEN '{value}'" for key, value in mapping.items())

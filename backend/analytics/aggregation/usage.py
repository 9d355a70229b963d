"""What was used on a run of days: each statement forgets the days' rows and writes them from what happened."""

from datetime import date

from backend.accounts.models import User
from backend.agents.events import MESSAGE_ANSWERED, MESSAGE_SENT
from backend.ai.models import ModelCall
from backend.analytics.metrics import USE_FLOWS, VISIT_FLOWS
from backend.analytics.models import DailyMetric, PersonDay, Visit, WorkspaceDay
from backend.analytics.sql import among, bounds, day_of, run
from backend.events.models import DomainEvent
from backend.projects.events import (
    DECISION_RECORDED,
    KIT_EDITED,
    PROFILE_SAVED,
    PROJECT_STARTED,
    TASK_COMPLETED,
)

# What a person does themselves; anything else that happens in their name is no activity.
ACTIVITY = (
    MESSAGE_SENT,
    MESSAGE_ANSWERED,
    TASK_COMPLETED,
    DECISION_RECORDED,
    PROFILE_SAVED,
    PROJECT_STARTED,
    KIT_EDITED,
)
_TABLES = {
    "people": User._meta.db_table,
    "events": DomainEvent._meta.db_table,
    "calls": ModelCall._meta.db_table,
    "visits": Visit._meta.db_table,
    "metrics": DailyMetric._meta.db_table,
    "person_days": PersonDay._meta.db_table,
    "workspace_days": WorkspaceDay._meta.db_table,
}
_PERSON_DAYS = """
INSERT INTO {person_days} (day, user_id, workspace_id, messages, answers, tasks_done, decisions)
SELECT {event_day}, e.actor_id, e.workspace_id,
       SUM(CASE WHEN e.name = '{sent}' THEN 1 ELSE 0 END),
       SUM(CASE WHEN e.name = '{answered}' THEN 1 ELSE 0 END),
       SUM(CASE WHEN e.name = '{task}' THEN 1 ELSE 0 END),
       SUM(CASE WHEN e.name = '{decision}' THEN 1 ELSE 0 END)
FROM {events} e JOIN {people} u ON u.id = e.actor_id AND NOT u.is_demo
WHERE e.name IN {activity} AND e.created_at >= %(begins)s AND e.created_at < %(ends)s
GROUP BY 1, 2, 3
"""
_WORKSPACE_DAYS = """
INSERT INTO {workspace_days} (day, workspace_id, world, calls, cost_e8)
SELECT {call_day}, c.workspace_id, CASE WHEN c.sandbox THEN 'simulated' ELSE 'real' END, COUNT(*), SUM(c.cost_e8)
FROM {calls} c LEFT JOIN {people} u ON u.id = c.user_id
WHERE c.created_at >= %(begins)s AND c.created_at < %(ends)s AND (u.id IS NULL OR NOT u.is_demo)
GROUP BY 1, 2, 3
"""
_METRICS = """
INSERT INTO {metrics} (day, world, currency, metric, dimension, value)
SELECT day, '', '', 'messages', '', SUM(messages) FROM {person_days}
    WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day
UNION ALL
SELECT day, '', '', 'answers', '', SUM(answers) FROM {person_days}
    WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day
UNION ALL
SELECT day, '', '', 'tasks_done', '', SUM(tasks_done) FROM {person_days}
    WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day
UNION ALL
SELECT day, '', '', 'active_people', '', COUNT(DISTINCT user_id) FROM {person_days}
    WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day
UNION ALL
SELECT day, world, '', 'model_calls', '', SUM(calls) FROM {workspace_days}
    WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day, world
UNION ALL
SELECT day, world, 'USD', 'model_cost', '', SUM(cost_e8) FROM {workspace_days}
    WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day, world
"""
_VISITS = """
INSERT INTO {metrics} (day, world, currency, metric, dimension, value)
WITH people AS (
    SELECT day, path, device, visitor, campaign,
           CASE WHEN source <> '' THEN source WHEN referrer <> '' THEN referrer ELSE '(direct)' END AS source
    FROM {visits} WHERE day BETWEEN %(since)s AND %(until)s AND NOT is_bot
)
SELECT day, '', '', 'visits', '', COUNT(*) FROM people GROUP BY day
UNION ALL
SELECT day, '', '', 'visitors', '', COUNT(DISTINCT visitor) FROM people GROUP BY day
UNION ALL
SELECT day, '', '', 'bot_visits', '', COUNT(*) FROM {visits}
    WHERE day BETWEEN %(since)s AND %(until)s AND is_bot GROUP BY day
UNION ALL
SELECT day, '', '', 'visits_by_path', path, COUNT(*) FROM people GROUP BY day, path
UNION ALL
SELECT day, '', '', 'visits_by_source', source, COUNT(*) FROM people GROUP BY day, source
UNION ALL
SELECT day, '', '', 'visits_by_campaign', campaign, COUNT(*) FROM people WHERE campaign <> '' GROUP BY day, campaign
UNION ALL
SELECT day, '', '', 'visits_by_device', device, COUNT(*) FROM people GROUP BY day, device
"""


def count(since: date, until: date) -> None:
    """Write the person and workspace days of `since` to `until` (inclusive), and their sums."""
    values = bounds(since, until)
    for table in ("person_days", "workspace_days"):
        run(f"DELETE FROM {_TABLES[table]} WHERE day BETWEEN %(since)s AND %(until)s", **values)  # noqa: S608
    _forget(USE_FLOWS, since, until)
    run(_worded(_PERSON_DAYS), **values)
    run(_worded(_WORKSPACE_DAYS), **values)
    run(_worded(_METRICS), **values)


def count_visits(since: date, until: date) -> None:
    """Write the sums of visits; only of days whose single visits are all still there."""
    _forget(VISIT_FLOWS, since, until)
    run(_worded(_VISITS), **bounds(since, until))


def _forget(metrics: tuple[str, ...], since: date, until: date) -> None:
    DailyMetric.objects.filter(metric__in=metrics, day__range=(since, until)).delete()


def _worded(statement: str) -> str:
    return statement.format(
        **_TABLES,
        event_day=day_of("e.created_at"),
        call_day=day_of("c.created_at"),
        sent=MESSAGE_SENT,
        answered=MESSAGE_ANSWERED,
        task=TASK_COMPLETED,
        decision=DECISION_RECORDED,
        activity=among(ACTIVITY),
    )

"""Who stayed: every period from `since` on, for every cohort that had begun by then."""

from datetime import date

from django.db.models import Max

from backend.analytics.models import CalendarDay, Cohort, FunnelStep, Milestone, PersonDay, SubscriptionDay
from backend.analytics.sql import run

_TABLES = {
    "cohorts": Cohort._meta.db_table,
    "calendar": CalendarDay._meta.db_table,
    "funnel_steps": FunnelStep._meta.db_table,
    "milestones": Milestone._meta.db_table,
    "person_days": PersonDay._meta.db_table,
    "subscriptions": SubscriptionDay._meta.db_table,
}
_ACTIVITY = """
INSERT INTO {cohorts} (grain, kind, world, cohort, period, size, retained)
WITH sizes AS (
    SELECT c.{grain} AS cohort, SUM(f.people) AS size
    FROM {funnel_steps} f JOIN {calendar} c ON c.day = f.day
    WHERE f.basis = 'reached' AND f.step = 'signed_up' GROUP BY 1
), periods AS (
    SELECT DISTINCT {grain} AS period FROM {calendar} WHERE {grain} = %(period)s
), there AS (
    SELECT began.{grain} AS cohort, now.{grain} AS period, COUNT(DISTINCT p.user_id) AS people
    FROM {person_days} p
    JOIN {calendar} now ON now.day = p.day
    JOIN {milestones} m ON m.user_id = p.user_id AND m.step = 'signed_up'
    JOIN {calendar} began ON began.day = m.day
    WHERE p.day BETWEEN %(period)s AND %(last)s GROUP BY 1, 2
)
SELECT '{grain}', 'activity', '', s.cohort, p.period, s.size, COALESCE(t.people, 0)
FROM sizes s JOIN periods p ON p.period >= s.cohort
LEFT JOIN there t ON t.cohort = s.cohort AND t.period = p.period
"""
_PAYING = """
INSERT INTO {cohorts} (grain, kind, world, cohort, period, size, retained)
WITH first_paid AS (
    SELECT s.workspace_id, s.world, MIN(s.day) AS day FROM {subscriptions} s WHERE s.mrr > 0 GROUP BY 1, 2
), began AS (
    SELECT f.workspace_id, f.world, c.{grain} AS cohort FROM first_paid f JOIN {calendar} c ON c.day = f.day
), sizes AS (
    SELECT cohort, world, COUNT(*) AS size FROM began GROUP BY 1, 2
), periods AS (
    SELECT {grain} AS period, MAX(day) AS last FROM {calendar} WHERE {grain} >= %(since)s GROUP BY 1
), there AS (
    SELECT b.cohort, b.world, p.period, COUNT(DISTINCT b.workspace_id) AS workspaces
    FROM periods p
    JOIN {subscriptions} s ON s.mrr > 0 AND s.day <= p.last AND (s.until IS NULL OR s.until > p.last)
    JOIN began b ON b.workspace_id = s.workspace_id AND b.world = s.world
    GROUP BY 1, 2, 3
)
SELECT '{grain}', 'paying', s.world, s.cohort, p.period, s.size, COALESCE(t.workspaces, 0)
FROM sizes s JOIN periods p ON p.period >= s.cohort
LEFT JOIN there t ON t.cohort = s.cohort AND t.world = s.world AND t.period = p.period
"""


def count(since: date) -> None:
    """Write all cells of the periods that `since` lies in, and of those after; earlier ones stand.

    Activity is read a period at a time, for it is as long as history; subscriptions change seldom.
    """
    begun = CalendarDay.objects.get(day=since)
    for grain, first in ((Cohort.Grain.WEEK, begun.week), (Cohort.Grain.MONTH, begun.month)):
        Cohort.objects.filter(grain=grain, period__gte=first).delete()
        periods = CalendarDay.objects.filter(day__gte=first).values_list(grain.value)
        for period, last in periods.annotate(last=Max("day")).order_by(grain.value):
            run(_ACTIVITY.format(**_TABLES, grain=grain.value), period=period, last=last)
        run(_PAYING.format(**_TABLES, grain=grain.value), since=first)

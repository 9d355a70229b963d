"""The way in, counted twice: by the day people signed up, and by the day they took each step."""

from datetime import date

from backend.analytics.models import FunnelStep, Milestone
from backend.analytics.sql import among, as_day, fetch, run

_STEPS, _MILESTONES = FunnelStep._meta.db_table, Milestone._meta.db_table
_COHORTS = f"""
SELECT DISTINCT s.day FROM {_MILESTONES} m JOIN {_MILESTONES} s ON s.user_id = m.user_id AND s.step = 'signed_up'
WHERE m.day BETWEEN %(since)s AND %(until)s
"""  # noqa: S608  our own tables
_REACHED = f"""
INSERT INTO {_STEPS} (day, basis, step, world, people)
SELECT day, 'reached', step, world, COUNT(*) FROM {_MILESTONES}
WHERE day BETWEEN %(since)s AND %(until)s GROUP BY day, step, world
"""  # noqa: S608
_COHORT = f"""
INSERT INTO {_STEPS} (day, basis, step, world, people)
SELECT s.day, 'cohort', m.step, m.world, COUNT(*)
FROM {_MILESTONES} s JOIN {_MILESTONES} m ON m.user_id = s.user_id
WHERE s.step = 'signed_up' AND s.day IN {{days}}
GROUP BY s.day, m.step, m.world
"""  # noqa: S608


def cohorts_touched(since: date, until: date) -> set[date]:
    """Return the days on which those signed up who took a step between `since` and `until` (inclusive).

    Their rows change with that step, however long ago they signed up. Ask before the milestones are counted anew and
    after: a step may be gone.
    """
    return {as_day(day) for (day,) in fetch(_COHORTS, since=since, until=until)}


def count(since: date, until: date, cohorts: set[date]) -> None:
    """Write the steps reached from `since` to `until`, and the rows of those who signed up on `cohorts`."""
    FunnelStep.objects.filter(basis="reached", day__range=(since, until)).delete()
    run(_REACHED, since=since, until=until)
    FunnelStep.objects.filter(basis="cohort", day__in=cohorts).delete()
    if cohorts:
        run(_COHORT.format(days=among(day.isoformat() for day in sorted(cohorts))))

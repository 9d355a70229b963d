"""From every change of a subscription to one row for each day on which it ended otherwise than it began."""

from datetime import datetime

from backend.accounts.models import Membership, User
from backend.analytics.models import Movement, SubscriptionDay
from backend.analytics.sql import day_of, run
from backend.billing.models import SubscriptionChange

from .sources import OVERLAP, first_id_of

DAYS, CHANGES = SubscriptionDay._meta.db_table, SubscriptionChange._meta.db_table
PEOPLE, MEMBERS = User._meta.db_table, Membership._meta.db_table
_DEMO = f"""
    SELECT m.workspace_id FROM {MEMBERS} m JOIN {PEOPLE} u ON u.id = m.user_id WHERE u.is_demo
"""  # noqa: S608  all names below are our own tables
_TOUCHED = f"SELECT workspace_id FROM {CHANGES} WHERE id > %(floor)s"  # noqa: S608

# A subscription that moves to another currency or world leaves the former one with nothing.
_REBUILD = """
INSERT INTO {days} (day, until, subscription_id, workspace_id, world, currency, plan_before, plan,
                    status_before, status, mrr_before, mrr, movement)
WITH ranked AS (
    SELECT c.subscription_id, c.workspace_id, c.world, c.currency, c.plan_key, c.status, c.mrr_minor,
           {day} AS day,
           ROW_NUMBER() OVER (PARTITION BY c.subscription_id, {day} ORDER BY c.occurred_at DESC, c.id DESC) AS nth
    FROM {changes} c
    WHERE c.workspace_id NOT IN ({demo}) {touched}
), closing AS (
    SELECT r.*, LAG(world) OVER w AS world_before, LAG(currency) OVER w AS currency_before
    FROM ranked r WHERE nth = 1
    WINDOW w AS (PARTITION BY subscription_id ORDER BY day)
), states AS (
    SELECT subscription_id, workspace_id, world, currency, plan_key, status, mrr_minor, day FROM closing
    UNION ALL
    SELECT subscription_id, workspace_id, world_before, currency_before, plan_key, 'canceled', 0, day
    FROM closing WHERE world_before <> world OR currency_before <> currency
), spans AS (
    SELECT s.*, LEAD(day) OVER w AS until,
           COALESCE(LAG(plan_key) OVER w, '') AS plan_before,
           COALESCE(LAG(status) OVER w, '') AS status_before,
           COALESCE(LAG(mrr_minor) OVER w, 0) AS mrr_before,
           MIN(CASE WHEN mrr_minor > 0 THEN day END) OVER (PARTITION BY workspace_id, world, currency) AS first_paid
    FROM states s
    WINDOW w AS (PARTITION BY subscription_id, world, currency ORDER BY day)
)
SELECT day, until, subscription_id, workspace_id, world, currency, plan_before, plan_key,
       status_before, status, mrr_before, mrr_minor,
       CASE WHEN mrr_minor = mrr_before THEN ''
            WHEN mrr_before = 0 AND first_paid < day THEN '{reactivation}'
            WHEN mrr_before = 0 THEN '{new}'
            WHEN mrr_minor = 0 THEN '{churn}'
            WHEN mrr_minor > mrr_before THEN '{expansion}'
            ELSE '{contraction}' END
FROM spans ORDER BY day
"""


def rebuild(since: datetime | None) -> None:
    """Make the rows of every workspace with changes added after `since` anew; without a moment, of all.

    The whole history of such a workspace is read: which movement is its first depends on all that came before.
    """
    touched = f"AND c.workspace_id IN ({_TOUCHED})" if since else ""
    values = {"floor": first_id_of(since - OVERLAP)} if since else {}
    forget = f"WHERE workspace_id IN ({_TOUCHED})" if since else ""
    run(f"DELETE FROM {DAYS} {forget}", **values)  # noqa: S608
    names = {movement.name.lower(): movement.value for movement in Movement}
    statement = _REBUILD.format(
        days=DAYS, changes=CHANGES, demo=_DEMO, day=day_of("c.occurred_at"), touched=touched, **names
    )
    run(statement, **values)

from .calendar import AggregationLease, Bookmark, CalendarDay
from .facts import Milestone, Movement, PersonDay, Step, SubscriptionDay, WorkspaceDay
from .forecasts import Forecast, ForecastScore
from .measures import Cohort, DailyMetric, FunnelStep, MarginTarget
from .visits import Device, Visit, VisitSalt

__all__ = [
    "AggregationLease",
    "Bookmark",
    "CalendarDay",
    "Cohort",
    "DailyMetric",
    "Device",
    "Forecast",
    "ForecastScore",
    "FunnelStep",
    "MarginTarget",
    "Milestone",
    "Movement",
    "PersonDay",
    "Step",
    "SubscriptionDay",
    "Visit",
    "VisitSalt",
    "WorkspaceDay",
]

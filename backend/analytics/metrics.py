"""What is measured: the name of each stored figure, and what is said of each that is shown."""

from dataclasses import dataclass
from enum import StrEnum


class Stored(StrEnum):
    """Names in `DailyMetric.metric`. Money is in minor units of the row's currency, COST in 10⁻⁸ USD."""

    # People: how many did it for the first time that day.
    SIGN_UPS = "sign_ups"
    VERIFIED = "verified"
    PROFILES = "profiles"
    PROJECTS = "projects"
    ANSWERED = "answered"
    ACTIVATED = "activated"
    DEPARTURES = "departures"
    # Changes of a day, and what stands at its end.
    USERS_CHANGE = "users_change"
    USERS = "total_users"
    MRR_CHANGE = "mrr_change"
    MRR = "mrr"
    ACTIVE_CHANGE = "active_change"
    ACTIVE = "active_subscriptions"
    TRIALS_CHANGE = "trials_change"
    TRIALS = "trials"
    PAYING_CHANGE = "paying_change"
    PAYING = "paying_subscriptions"
    # By kind of movement.
    MOVED_MRR = "moved_mrr"
    MOVED = "moved_subscriptions"
    # Use.
    MESSAGES = "messages"
    ANSWERS = "answers"
    TASKS = "tasks_done"
    ACTIVE_PEOPLE = "active_people"
    CALLS = "model_calls"
    COST = "model_cost"
    VISITS = "visits"
    VISITORS = "visitors"
    BOTS = "bot_visits"
    VISITS_BY_PATH = "visits_by_path"
    VISITS_BY_SOURCE = "visits_by_source"
    VISITS_BY_CAMPAIGN = "visits_by_campaign"
    VISITS_BY_DEVICE = "visits_by_device"


# What stands at a day's end is what stood the evening before and the day's change.
STOCKS = {
    Stored.USERS_CHANGE: Stored.USERS,
    Stored.MRR_CHANGE: Stored.MRR,
    Stored.ACTIVE_CHANGE: Stored.ACTIVE,
    Stored.TRIALS_CHANGE: Stored.TRIALS,
    Stored.PAYING_CHANGE: Stored.PAYING,
}
STEP_FLOWS = {
    "signed_up": Stored.SIGN_UPS,
    "verified": Stored.VERIFIED,
    "profile": Stored.PROFILES,
    "project": Stored.PROJECTS,
    "answered": Stored.ANSWERED,
    "activated": Stored.ACTIVATED,
}
LIFECYCLE_FLOWS = (
    *STEP_FLOWS.values(),
    Stored.DEPARTURES,
    *STOCKS,
    Stored.MOVED_MRR,
    Stored.MOVED,
)
VISIT_FLOWS = (
    Stored.VISITS,
    Stored.VISITORS,
    Stored.BOTS,
    Stored.VISITS_BY_PATH,
    Stored.VISITS_BY_SOURCE,
    Stored.VISITS_BY_CAMPAIGN,
    Stored.VISITS_BY_DEVICE,
)
USE_FLOWS = (
    Stored.MESSAGES,
    Stored.ANSWERS,
    Stored.TASKS,
    Stored.ACTIVE_PEOPLE,
    Stored.CALLS,
    Stored.COST,
)


class Unit(StrEnum):
    COUNT = "count"
    MINOR = "minor"
    E8 = "e8"
    PERCENT = "percent"


class Form(StrEnum):
    """FLOW adds up over days; STOCK is what stands at the end of the last; RATIO is made of others."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


@dataclass(frozen=True)
class Shown:
    """A figure that people see. `made_of` names the figures a ratio is made of; the others open to their rows."""

    key: str
    label: str
    unit: Unit
    form: Form
    explanation: str
    made_of: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        return self.form != Form.RATIO


def _flow(key: str, label: str, explanation: str, unit: Unit = Unit.COUNT) -> Shown:
    return Shown(key, label, unit, Form.FLOW, explanation)


def _stock(key: str, label: str, explanation: str, unit: Unit = Unit.COUNT) -> Shown:
    return Shown(key, label, unit, Form.STOCK, explanation)


def _ratio(key: str, label: str, unit: Unit, explanation: str, *made_of: str) -> Shown:
    return Shown(key, label, unit, Form.RATIO, explanation, made_of)


MOVEMENT = "mrr_{}"
SHOWN = {
    shown.key: shown
    for shown in (
        _stock("mrr", "MRR", "What standing subscriptions pay a month, discounts taken off.", Unit.MINOR),
        _ratio("arr", "ARR", Unit.MINOR, "Twelve times MRR.", "mrr"),
        _flow("mrr_new", "New MRR", "Of workspaces that never paid before.", Unit.MINOR),
        _flow("mrr_expansion", "Expansion", "More paid by those who pay.", Unit.MINOR),
        _flow("mrr_contraction", "Contraction", "Less paid by those who still pay.", Unit.MINOR),
        _flow("mrr_churn", "Churned MRR", "Of those who pay nothing any more; a pause counts.", Unit.MINOR),
        _flow(
            "mrr_reactivation", "Reactivation", "Of workspaces that paid before and pay again.", Unit.MINOR
        ),
        _stock("active_subscriptions", "Active subscriptions", "Active or late with a payment; no trials."),
        _stock("trials", "Trials", "Subscriptions on trial."),
        _stock("paying_subscriptions", "Paying subscriptions", "Subscriptions that add to MRR."),
        _ratio(
            "arpu",
            "ARPU",
            Unit.MINOR,
            "MRR for each paying subscription.",
            "mrr",
            "paying_subscriptions",
        ),
        _ratio(
            "ltv",
            "Lifetime value",
            Unit.MINOR,
            "ARPU less the model cost of a paying subscription, divided by churn, each of thirty days.",
            "arpu",
            "model_cost",
            "churn",
        ),
        _ratio(
            "churn",
            "Churn",
            Unit.PERCENT,
            "Subscriptions that stopped paying, of those that paid on the evening before the period.",
            "churned_subscriptions",
            "paying_subscriptions",
        ),
        _ratio(
            "revenue_churn",
            "Revenue churn",
            Unit.PERCENT,
            "MRR lost to churn and contraction, of what there was on the evening before the period.",
            "mrr_churn",
            "mrr_contraction",
            "mrr",
        ),
        _flow("churned_subscriptions", "Churned subscriptions", "Subscriptions that stopped paying."),
        _stock("total_users", "People", "Everyone with an account; the demo creator never counts."),
        _flow("sign_ups", "Sign-ups", "People who made an account."),
        _flow("verified", "Verified", "People who proved their address for the first time."),
        _flow(
            "activated", "Activated", "Profile, first launch and first answer: the day the last of them came."
        ),
        _flow("departures", "Departures", "People who deleted their account."),
        _flow("visits", "Visits", "Looks at our public pages; bots are left out."),
        _flow(
            "visitors", "Visitors", "Different visitors, counted anew each day: nobody is followed past one."
        ),
        _flow("messages", "Messages", "What people wrote to their partner."),
        _flow("model_calls", "Model calls", "Requests to models."),
        _flow("model_cost", "Model cost", "What models cost.", Unit.E8),
        _flow(
            "revenue",
            "Revenue",
            "MRR as it accrued: each day a 365th of its twelvefold, rounded for each workspace.",
            Unit.MINOR,
        ),
        _ratio(
            "margin",
            "Margin",
            Unit.PERCENT,
            "What is left of revenue after model cost.",
            "revenue",
            "model_cost",
        ),
    )
}

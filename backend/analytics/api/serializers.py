from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.analytics.metrics import Form, Unit
from backend.analytics.models import Forecast, Movement
from backend.treasury.worlds import World

UNITS = [(unit.value, unit.value) for unit in Unit]
FORMS = [(form.value, form.value) for form in Form]


@extend_schema_field({"type": ["number", "null"]})
class NumberField(serializers.Field):
    """A whole number stays one; only percentages have places. None where nothing can be said."""

    def to_representation(self, value: Any) -> Any:
        return value


def number(**extra: Any) -> NumberField:
    return NumberField(allow_null=True, read_only=True, **extra)


class VisitInput(serializers.Serializer):
    """Short names, for every page sends them."""

    p = serializers.CharField(max_length=300, help_text="Path of the page")
    q = serializers.CharField(
        max_length=600,
        required=False,
        allow_blank=True,
        default="",
        help_text="Its query; only utm_* is read",
    )
    r = serializers.CharField(
        max_length=600,
        required=False,
        allow_blank=True,
        default="",
        help_text="Referrer; only its host is kept",
    )


class ComparedOutput(serializers.Serializer):
    since = serializers.DateField()
    until = serializers.DateField()


class MetricTileOutput(serializers.Serializer):
    metric = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field by that name
    explanation = serializers.CharField()
    unit = serializers.ChoiceField(UNITS, help_text="e8: 10⁻⁸ USD; minor: minor units of the currency")
    form = serializers.ChoiceField(FORMS)
    value = number()
    reason = serializers.CharField(help_text="Why there is no value; else empty")
    previous = number()
    change_percent = number()
    opens = serializers.BooleanField(help_text="Its rows are at metrics/<metric>/rows")
    made_of = serializers.ListField(child=serializers.CharField())


class ChartLineOutput(serializers.Serializer):
    metric = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field by that name
    unit = serializers.ChoiceField(UNITS)
    values = serializers.ListField(child=NumberField(allow_null=True))


class ChartsOutput(serializers.Serializer):
    days = serializers.ListField(child=serializers.DateField())
    series = ChartLineOutput(many=True)


class MrrMovementOutput(serializers.Serializer):
    """Minor units; the five parts add up to `net`."""

    period = serializers.DateField()
    new = serializers.IntegerField()
    expansion = serializers.IntegerField()
    contraction = serializers.IntegerField()
    churn = serializers.IntegerField()
    reactivation = serializers.IntegerField()
    net = serializers.IntegerField()
    mrr = serializers.IntegerField()


assert {movement.value for movement in Movement} < set(MrrMovementOutput().fields)


class MrrMovementsOutput(serializers.Serializer):
    grain = serializers.ChoiceField([("day", "day"), ("month", "month")])
    opening = serializers.IntegerField(help_text="MRR on the evening before the first day")
    closing = serializers.IntegerField(help_text="MRR at the end: the opening and all rows' parts")
    rows = MrrMovementOutput(many=True)


class FunnelStepOutput(serializers.Serializer):
    step = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field by that name
    people = serializers.IntegerField()
    percent_of_first = number()
    percent_of_previous = number()


class FunnelOutput(serializers.Serializer):
    cohort = FunnelStepOutput(many=True, help_text="Of those who signed up in the period")
    reached = FunnelStepOutput(many=True, help_text="Whoever took the step in the period")


class CohortPeriodOutput(serializers.Serializer):
    period = serializers.DateField()
    retained = serializers.IntegerField()
    percent = number()


class CohortLineOutput(serializers.Serializer):
    cohort = serializers.DateField()
    size = serializers.IntegerField()
    periods = CohortPeriodOutput(many=True)


class CohortGrainsOutput(serializers.Serializer):
    week = CohortLineOutput(many=True)
    month = CohortLineOutput(many=True)


class CohortsOutput(serializers.Serializer):
    activity = CohortGrainsOutput()
    paying = CohortGrainsOutput()


class WorkspaceMarginOutput(serializers.Serializer):
    workspace_id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    calls = serializers.IntegerField(help_text="Requests to models")
    cost_e8 = serializers.IntegerField()
    revenue_minor = serializers.IntegerField()
    margin_minor = serializers.IntegerField(allow_null=True)
    margin_percent = number()
    reason = serializers.CharField()
    target_percent = serializers.IntegerField()
    met = serializers.BooleanField(allow_null=True)


class WorkspaceMarginsOutput(serializers.Serializer):
    by_cost = WorkspaceMarginOutput(many=True)
    by_margin = WorkspaceMarginOutput(many=True)
    total = serializers.IntegerField()


class VisitPartOutput(serializers.Serializer):
    name = serializers.CharField()
    visits = serializers.IntegerField()


class VisitPartsOutput(serializers.Serializer):
    paths = VisitPartOutput(many=True)
    sources = VisitPartOutput(many=True)
    campaigns = VisitPartOutput(many=True)
    devices = VisitPartOutput(many=True)


class TargetOutput(serializers.Serializer):
    metric = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field by that name
    unit = serializers.ChoiceField(UNITS)
    target = serializers.IntegerField()
    at_least = serializers.BooleanField(help_text="Met from the target on; else only below it")
    actual = number()
    met = serializers.BooleanField(allow_null=True)


class SummaryOutput(serializers.Serializer):
    since = serializers.DateField()
    until = serializers.DateField()
    world = serializers.ChoiceField(World.choices)
    currency = serializers.CharField()
    currencies = serializers.ListField(
        child=serializers.CharField(), help_text="Of this world; the figures are in one of them"
    )
    compared_with = ComparedOutput(allow_null=True)
    counted_at = serializers.DateTimeField(allow_null=True)
    tiles = MetricTileOutput(many=True)
    charts = ChartsOutput()
    movements = MrrMovementsOutput()
    funnel = FunnelOutput()
    cohorts = CohortsOutput()
    workspaces = WorkspaceMarginsOutput()
    visits = VisitPartsOutput()
    targets = TargetOutput(many=True)


class RowOutput(serializers.Serializer):
    id = serializers.CharField()
    day = serializers.DateField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]  # a field by that name
    detail = serializers.CharField()
    user_id = serializers.UUIDField(allow_null=True)
    workspace_id = serializers.UUIDField(allow_null=True)
    subscription_id = serializers.UUIDField(allow_null=True)
    value = serializers.IntegerField(help_text="What it adds to the figure, in the figure's unit")


class EventOutput(serializers.Serializer):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    name = serializers.CharField()
    text = serializers.CharField()
    actor = serializers.CharField(allow_null=True)
    workspace_id = serializers.UUIDField(allow_null=True)
    workspace = serializers.CharField(allow_null=True)
    payload = serializers.DictField()


class ProjectionPointOutput(serializers.Serializer):
    day = serializers.DateField()
    value_minor = serializers.IntegerField()
    low_minor = serializers.IntegerField()
    high_minor = serializers.IntegerField()


class DeclinedOutput(serializers.Serializer):
    reason = serializers.CharField()


class AccuracyOutput(serializers.Serializer):
    coverage_percent = serializers.FloatField(help_text="Of past days within their band")
    error_percent = serializers.FloatField(allow_null=True, help_text="Of what really moved")
    scored_days = serializers.IntegerField()


class ProjectionsOutput(serializers.Serializer):
    metric = serializers.CharField()
    world = serializers.ChoiceField(World.choices)
    currency = serializers.CharField()
    status = serializers.ChoiceField(
        [("ready", "ready"), ("pending", "pending")],
        help_text="pending: today's is being made; what is here, if anything, is the one before",
    )
    method = serializers.ChoiceField(Forecast.Method.choices, allow_null=True)
    made_on = serializers.DateField(allow_null=True)
    level = serializers.IntegerField()
    points = ProjectionPointOutput(many=True)
    declined = DeclinedOutput(allow_null=True)
    accuracy = AccuracyOutput(allow_null=True)

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from backend.core.administration import LongTableAdmin, counted, log_changes
from backend.core.tasks import enqueue

from .models import (
    AggregationLease,
    Bookmark,
    CalendarDay,
    Cohort,
    DailyMetric,
    Forecast,
    ForecastScore,
    FunnelStep,
    MarginTarget,
    Milestone,
    PersonDay,
    SubscriptionDay,
    Visit,
    VisitSalt,
    WorkspaceDay,
)
from .services import aggregation


class ReadOnly(LongTableAdmin):
    """Rows that are counted, and changed by nobody."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ByNumber(ReadOnly):
    """Their keys are numbers, so only ids of what they tell of are searched for."""

    search_ids = ()
    search_fields = ()  # type: ignore[assignment]


@admin.register(CalendarDay)
class CalendarDayAdmin(ReadOnly):
    list_display = ["day", "counted_at", "usage_stale", "lifecycle_stale"]
    list_filter = ["usage_stale", "lifecycle_stale"]
    search_fields = ()  # type: ignore[assignment]
    actions = ["aggregate_again"]

    @admin.action(description="Aggregate again", permissions=["view"])
    def aggregate_again(self, request: HttpRequest, days: QuerySet[CalendarDay]) -> None:
        chosen = list(days)
        aggregation.mark(day.day for day in chosen)
        enqueue("analytics.aggregate")
        log_changes(request, chosen, "Aggregated again")
        self.message_user(request, f"{counted(len(chosen), 'day')} will be counted again.", messages.SUCCESS)


@admin.register(DailyMetric)
class DailyMetricAdmin(ByNumber):
    list_display = ["day", "metric", "dimension", "world", "currency", "value"]
    list_filter = [("day", admin.DateFieldListFilter), "world"]


@admin.register(FunnelStep)
class FunnelStepAdmin(ByNumber):
    list_display = ["day", "basis", "step", "world", "people"]
    list_filter = ["basis", "step", "world"]


@admin.register(Cohort)
class CohortAdmin(ByNumber):
    list_display = ["kind", "grain", "cohort", "period", "world", "size", "retained"]
    list_filter = ["kind", "grain", "world"]


@admin.register(Milestone)
class MilestoneAdmin(ReadOnly):
    list_display = ["day", "step", "world", "user_id", "workspace_id"]
    list_filter = ["step", "world"]
    search_ids = ("user_id", "workspace_id")
    search_help_text = "The id of a person or a workspace."


@admin.register(SubscriptionDay)
class SubscriptionDayAdmin(ReadOnly):
    list_display = ["day", "until", "movement", "mrr_before", "mrr", "currency", "plan", "status", "world"]
    list_filter = ["movement", "world"]
    search_ids = ("subscription_id", "workspace_id")
    search_help_text = "The id of a subscription or a workspace."


@admin.register(WorkspaceDay)
class WorkspaceDayAdmin(ReadOnly):
    list_display = ["day", "workspace_id", "world", "calls", "cost_e8"]
    list_filter = ["world"]
    search_ids = ("workspace_id",)
    search_help_text = "The id of a workspace."


@admin.register(PersonDay)
class PersonDayAdmin(ReadOnly):
    list_display = ["day", "user_id", "workspace_id", "messages", "answers", "tasks_done", "decisions"]
    search_ids = ("user_id", "workspace_id")
    search_help_text = "The id of a person or a workspace."


@admin.register(Visit)
class VisitAdmin(ReadOnly):
    list_display = ["at", "path", "source", "campaign", "referrer", "device", "is_bot"]
    list_filter = ["is_bot", "device"]
    search_help_text = "The id of a visit."


class ForecastScoreInline(admin.StackedInline):
    model = ForecastScore
    extra = 0
    can_delete = False
    readonly_fields = (
        "scored_days",
        "covered_days",
        "absolute_error_minor",
        "naive_error_minor",
        "actual_minor",
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Forecast)
class ForecastAdmin(ReadOnly):
    list_display = [
        "made_on",
        "metric",
        "currency",
        "world",
        "method",
        "within_band",
        "beside_naive",
        "declined_reason",
    ]
    list_filter = ["metric", "method", "world"]
    list_select_related = ["score"]
    search_ids = ("pk", "workspace_id")
    search_help_text = "The id of a forecast or a workspace."
    inlines = [ForecastScoreInline]

    @admin.display(description="Within its band")
    def within_band(self, forecast: Forecast) -> str:
        score = getattr(forecast, "score", None)
        return f"{score.covered_days} of {score.scored_days} days" if score else ""

    @admin.display(description="Error, and the naive method's")
    def beside_naive(self, forecast: Forecast) -> str:
        score = getattr(forecast, "score", None)
        return f"{score.absolute_error_minor:,}, {score.naive_error_minor:,}" if score else ""


@admin.register(MarginTarget)
class MarginTargetAdmin(admin.ModelAdmin):
    ordering = ["pk"]
    list_display = ["workspace", "percent"]
    raw_id_fields = ["workspace"]
    list_select_related = ["workspace"]
    show_facets = admin.ShowFacets.NEVER


@admin.register(Bookmark)
class BookmarkAdmin(ReadOnly):
    list_display = ["source", "read_until"]
    search_fields = ()  # type: ignore[assignment]


@admin.register(AggregationLease)
class AggregationLeaseAdmin(ReadOnly):
    list_display = ["__str__", "held_until"]
    search_fields = ()  # type: ignore[assignment]


@admin.register(VisitSalt)
class VisitSaltAdmin(ReadOnly):
    """Says that there is one; the secret itself is shown to nobody."""

    list_display = ["day", "created_at"]
    fields = ["day", "created_at"]
    readonly_fields = fields  # type: ignore[assignment]
    search_fields = ()  # type: ignore[assignment]

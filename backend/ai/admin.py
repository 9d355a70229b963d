from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from backend.accounts.glances import Glance, glance
from backend.accounts.models import User
from backend.core.administration import Concern, LongTableAdmin, counted, few, watch

from .models import DailyCostAlert, ModelCall
from .money import as_money

CALLS = "admin:ai_modelcall_changelist"
DAYS = 30


@watch
def failed_calls_today() -> Concern:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Concern(
        few(ModelCall.objects.filter(status=ModelCall.Status.FAILED, created_at__gte=midnight)),
        "call to a model has failed today",
        "calls to models have failed today",
        f"{reverse(CALLS)}?status__exact=failed",
        "ai.view_modelcall",
    )


@glance
def usage(user: User) -> list[Glance]:
    calls = ModelCall.objects.filter(user=user, created_at__gte=timezone.now() - timedelta(days=DAYS))
    rows = calls.values("sandbox").annotate(
        calls=Count("pk"), tokens=Sum("input_tokens") + Sum("output_tokens"), cost=Sum("cost_e8")
    )
    return [
        Glance(
            f"Models, {DAYS} days{' (sandbox)' if row['sandbox'] else ''}",
            f"{counted(row['calls'], 'call')}, {row['tokens']:,} tokens, {as_money(row['cost'])['display']}",
            f"{reverse(CALLS)}?q={user.pk}",
        )
        for row in rows.order_by("sandbox")
    ]


class ModelFilter(admin.SimpleListFilter):
    """The models that are configured; asking a long table for all it has ever seen would read the whole of it."""

    title = "model"
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        specs = {spec for chain in settings.AI_ROUTES.values() for spec in chain}
        return [(spec.partition(":")[2], spec) for spec in sorted(specs)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ModelCall]) -> QuerySet[ModelCall]:
        return queryset.filter(model=self.value()) if self.value() else queryset


@admin.register(ModelCall)
class ModelCallAdmin(LongTableAdmin):
    list_display = [
        "created_at",
        "user",
        "purpose",
        "vendor",
        "model",
        "status",
        "error_code",
        "tokens",
        "cost",
        "latency_ms",
        "sandbox",
    ]
    list_filter = ["status", ("created_at", admin.DateFieldListFilter), ModelFilter, "sandbox"]
    search_ids = ("pk", "subject_id", "user_id")
    search_help_text = "An e-mail address, or the id of a call, a person or a message."
    list_select_related = ["user"]

    def found(self, queryset: QuerySet[ModelCall], term: str) -> QuerySet[ModelCall]:  # type: ignore[override]
        return queryset.filter(user__in=User.objects.filter(email__icontains=term).values("pk"))

    @admin.display(description="Tokens in, out")
    def tokens(self, call: ModelCall) -> str:
        return f"{call.input_tokens:,}, {call.output_tokens:,}"

    @admin.display(description="Cost", ordering="cost_e8")
    def cost(self, call: ModelCall) -> str:
        return str(as_money(call.cost_e8)["display"])

    def has_change_permission(self, request: HttpRequest, obj: ModelCall | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ModelCall | None = None) -> bool:
        # Costs are added up from these rows.
        return False


@admin.register(DailyCostAlert)
class DailyCostAlertAdmin(admin.ModelAdmin):
    ordering = ["-day"]
    list_display = ["day", "cost", "created_at"]

    @admin.display(description="Cost", ordering="cost_e8")
    def cost(self, alert: DailyCostAlert) -> str:
        return str(as_money(alert.cost_e8)["display"])

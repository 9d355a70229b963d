"""What Stripe told us, what we made of it, and where the two differ: looked at and read again, never rewritten."""

from datetime import timedelta
from typing import Any

import orjson
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from backend.accounts.glances import Glance, glance
from backend.accounts.models import User
from backend.accounts.selectors import memberships_of
from backend.core.administration import Concern, LongTableAdmin, counted, few, log_changes, watch
from backend.treasury.money import as_decimal

from .features import Feature
from .models import (
    BillingAccount,
    OverageCharge,
    ReconciliationDifference,
    ReconciliationRun,
    StripeClock,
    StripeEffect,
    StripeEvent,
    StripeObject,
    Subscription,
    SubscriptionChange,
    UsageCounter,
)
from .services import entitlements, syncing
from .stripe_sync.kinds import KINDS

ENVIRONMENTS = ("live", "test", "sandbox")
OVERDUE = timedelta(hours=1)


@watch
def open_differences() -> Concern:
    return Concern(
        few(ReconciliationDifference.objects.filter(resolved_at=None)),
        "difference between Stripe and us is open",
        "differences between Stripe and us are open",
        f"{reverse('admin:billing_reconciliationdifference_changelist')}?open=yes",
        "billing.view_reconciliationdifference",
    )


@watch
def overdue_objects() -> Concern:
    late = StripeObject.objects.filter(
        dirty=True, next_attempt_at__lt=timezone.now() + OVERDUE, attempts__gte=8
    )
    return Concern(
        few(late),
        "object of Stripe's could not be read for long",
        "objects of Stripe's could not be read for long",
        f"{reverse('admin:billing_stripeobject_changelist')}?dirty__exact=1",
        "billing.view_stripeobject",
    )


class LookedAt(LongTableAdmin):
    """Rows that nobody changes by hand; a pasted id of Stripe's finds them."""

    search_help_text = "An id of ours or of Stripe's, whole."

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [field.name for field in self.model._meta.fields] + list(self.readonly_fields)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@glance
def plan_and_messages(user: User) -> list[Glance]:
    """Their first workspace's plan, and what they have said of what it allows today."""
    first = memberships_of(user).first()
    if first is None:
        return []
    today = entitlements.check(first.workspace_id, Feature.MESSAGES, user=user)
    most = "unlimited" if today.limit is None else str(today.limit)
    return [Glance("Plan", today.plan.name), Glance("Messages today", f"{today.used} of {most}")]


@admin.register(StripeEvent)
class StripeEventAdmin(LookedAt):
    list_display = ["created_at", "type", "object_id", "happened_at", "stripe_id"]
    exclude = ["payload"]
    readonly_fields = ["as_it_came"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StripeEvent]:
        found: QuerySet[StripeEvent] = super().get_queryset(request)
        return (
            found
            if request.resolver_match and "object_id" in request.resolver_match.kwargs
            else found.defer("payload")
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [name for name in super().get_readonly_fields(request, obj) if name != "payload"]

    def found(self, queryset: QuerySet[StripeEvent], term: str) -> QuerySet[StripeEvent]:  # type: ignore[override]
        if term.startswith("evt_"):
            return queryset.filter(environment__in=ENVIRONMENTS, stripe_id=term)
        return queryset.filter(object_id=term)

    @admin.display(description="As it came")
    def as_it_came(self, event: StripeEvent) -> SafeString:
        return shown(event.payload)


@admin.register(StripeObject)
class StripeObjectAdmin(LookedAt):
    list_display = ["stripe_id", "type", "dirty", "attempts", "read_at", "event_at", "why"]
    list_filter = ["dirty"]
    readonly_fields = ["as_we_hold_it"]
    actions = ["read_again"]

    def found(self, queryset: QuerySet[StripeObject], term: str) -> QuerySet[StripeObject]:  # type: ignore[override]
        return queryset.filter(environment__in=ENVIRONMENTS, type__in=sorted(KINDS), stripe_id=term)

    @admin.display(description="Why it waits")
    def why(self, row: StripeObject) -> str:
        return Truncator(row.error).chars(90)

    @admin.display(description="As we hold it")
    def as_we_hold_it(self, row: StripeObject) -> SafeString | str:
        kind = KINDS.get(row.type)
        kept = kind.model.objects.filter(id=row.stripe_id).first() if kind else None
        return shown(kept.stripe_data) if kept is not None else "Not held."

    @admin.action(description="Read again from Stripe", permissions=["read_again"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[StripeObject]) -> None:
        rows = list(queryset)
        for row in rows:
            syncing.mark(environment=row.environment, type=row.type, stripe_id=row.stripe_id)
        log_changes(request, rows, "Asked to be read again.")
        self.message_user(request, f"{counted(len(rows), 'object')} will be read again.")

    def has_read_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("billing.change_stripeobject")


@admin.register(StripeClock)
class StripeClockAdmin(LookedAt):
    list_display = ["environment", "heard_at"]


@admin.register(StripeEffect)
class StripeEffectAdmin(LookedAt):
    list_display = ["created_at", "key", "environment"]

    def found(self, queryset: QuerySet[StripeEffect], term: str) -> QuerySet[StripeEffect]:  # type: ignore[override]
        return queryset.filter(environment__in=ENVIRONMENTS, key__startswith=term)


@admin.register(BillingAccount)
class BillingAccountAdmin(LookedAt):
    list_display = ["stripe_customer_id", "workspace", "environment", "created_at"]
    list_select_related = ["workspace"]
    search_ids = ("pk", "workspace")

    def found(self, queryset: QuerySet[BillingAccount], term: str) -> QuerySet[BillingAccount]:  # type: ignore[override]
        return queryset.filter(environment__in=ENVIRONMENTS, stripe_customer_id=term)


class HistoryMixin:
    """Monthly revenue in whole units, with the currency."""

    @admin.display(description="MRR")
    def mrr(self, row: Any) -> str:
        return f"{as_decimal(row.mrr_minor, row.currency):,} {row.currency}"


@admin.register(Subscription)
class SubscriptionAdmin(HistoryMixin, LookedAt):
    list_display = [
        "workspace",
        "plan",
        "status",
        "interval",
        "quantity",
        "mrr",
        "current_period_ends_at",
        "environment",
    ]
    list_filter = ["status"]
    list_select_related = ["workspace", "plan"]
    search_ids = ("pk", "workspace")
    readonly_fields = ["history"]

    def found(self, queryset: QuerySet[Subscription], term: str) -> QuerySet[Subscription]:  # type: ignore[override]
        return queryset.filter(environment__in=ENVIRONMENTS, stripe_id=term)

    @admin.display(description="History")
    def history(self, row: Subscription) -> SafeString:
        address = reverse("admin:billing_subscriptionchange_changelist")
        return format_html('<a href="{}?q={}">What it has been</a>', address, row.pk)


@admin.register(SubscriptionChange)
class SubscriptionChangeAdmin(HistoryMixin, LookedAt):
    list_display = ["occurred_at", "plan_key", "status", "interval", "quantity", "mrr", "world", "cause"]
    list_filter = ["world"]
    search_ids = ("pk", "subscription_id")
    search_help_text = "The id of a subscription of ours."


@admin.register(OverageCharge)
class OverageChargeAdmin(LookedAt):
    list_display = ["__str__", "workspace_id", "amount", "state", "alone", "attempts", "environment"]
    list_filter = ["state"]
    search_ids = ("pk", "workspace_id")

    @admin.display(description="Amount", ordering="amount_minor")
    def amount(self, row: OverageCharge) -> str:
        return f"${as_decimal(row.amount_minor, 'USD'):,}"


@admin.register(UsageCounter)
class UsageCounterAdmin(LookedAt):
    list_display = ["feature", "scope_id", "used", "starts_at", "ends_at"]
    list_filter = ["feature"]
    search_ids = ("pk", "scope_id")


class DifferenceInline(admin.TabularInline):
    model = ReconciliationDifference
    extra = 0
    can_delete = False
    max_num = 100
    fields = ["type", "stripe_id", "what", "detail", "resolved_at"]
    readonly_fields = fields  # type: ignore[assignment]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ReconciliationRun)
class ReconciliationRunAdmin(LookedAt):
    list_display = ["started_at", "finished_at", "environment", "found", "objects", "error"]
    inlines = [DifferenceInline]

    @admin.display(description="Compared")
    def objects(self, run: ReconciliationRun) -> str:
        return counted(sum(run.compared.values()), "object")


class OpenFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Open: needs you"), ("no", "Resolved")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(resolved_at__isnull=self.value() == "yes")


@admin.register(ReconciliationDifference)
class ReconciliationDifferenceAdmin(LookedAt):
    list_display = ["created_at", "type", "stripe_id", "what", "detail", "resolved_at"]
    list_filter = [OpenFilter]
    actions = ["read_again"]

    def found(  # type: ignore[override]
        self, queryset: QuerySet[ReconciliationDifference], term: str
    ) -> QuerySet[ReconciliationDifference]:
        return queryset.filter(stripe_id=term)

    @admin.action(description="Read again from Stripe", permissions=["read_again"])
    def read_again(self, request: HttpRequest, queryset: QuerySet[ReconciliationDifference]) -> None:
        rows = list(queryset)
        for row in rows:
            syncing.mark(environment=row.environment, type=row.type, stripe_id=row.stripe_id)
        log_changes(request, rows, "Asked to be read again.")
        self.message_user(request, f"{counted(len(rows), 'object')} will be read again.")

    def has_read_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("billing.change_stripeobject")


def shown(data: Any) -> SafeString:
    """Return JSON for people to read."""
    text = orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()
    return format_html('<pre style="white-space:pre-wrap;margin:0">{}</pre>', text)

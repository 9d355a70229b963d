"""Plans, prices, packages and orders in the admin. A price that Stripe knows is never edited: a new one is made."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from backend.core.administration import Concern, LongTableAdmin, few, log_changes, watch
from backend.core.errors import ApplicationError

from . import displays
from .models import (
    CONTRACT,
    Contract,
    FeatureOverride,
    OrderState,
    Plan,
    PlanFeature,
    PlanPrice,
    ServiceOrder,
    ServicePackage,
    StripeLink,
    SubscriptionToEnd,
)
from .services import catalogue, catalogue_news, entitlements, stripe_catalogue, stripe_catalogue_steps
from .worlds import environment


@watch
def orders_to_quote() -> Concern:
    return Concern(
        few(ServiceOrder.objects.filter(state=OrderState.REQUESTED)),
        "service order waits for a quote",
        "service orders wait for a quote",
        f"{reverse('admin:billing_serviceorder_changelist')}?state__exact=requested",
        "billing.view_serviceorder",
    )


class PlanPriceInline(admin.TabularInline):
    model = PlanPrice
    extra = 0
    fields = ["interval", "currency", "amount_minor", "is_current"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was offered once stays as it was; `Make a new price` on the price's own page takes its place."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PlanFeatureInline(admin.TabularInline):
    model = PlanFeature
    extra = 0


@admin.register(Plan)
class PlanAdmin(admin.ModelAdmin):
    list_display = ["name", "key", "position", "by_contract", "is_public", "trial_days", "offered"]
    inlines = [PlanPriceInline, PlanFeatureInline]
    actions = ["preview_sync", "sync"]

    @admin.display(description="Prices")
    def offered(self, plan: Plan) -> str:
        current = [price for price in plan.prices.all() if price.is_current]
        return ", ".join(
            f"{displays.money(price.amount_minor, price.currency)} a {price.interval}" for price in current
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Plan]:
        return super().get_queryset(request).prefetch_related("prices")

    def get_readonly_fields(self, request: HttpRequest, obj: Plan | None = None) -> list[str]:
        return ["key"] if obj else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        catalogue_news.catalogue_changed()

    @admin.action(description="Show what syncing with Stripe would do", permissions=["change"])
    def preview_sync(self, request: HttpRequest, queryset: QuerySet[Plan]) -> HttpResponse | None:
        try:
            steps = stripe_catalogue.differences()
        except ApplicationError as error:
            self.message_user(request, error.detail, messages.ERROR)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Plans and Stripe ({environment()})",
            "opts": self.model._meta,
            "steps": steps,
            "plans": queryset,
        }
        return TemplateResponse(request, "admin/billing/plan/sync.html", context)

    @admin.action(description="Sync all plans with Stripe", permissions=["change"])
    def sync(self, request: HttpRequest, queryset: QuerySet[Plan]) -> None:
        try:
            steps = stripe_catalogue_steps.sync()
        except ApplicationError as error:
            self.message_user(request, error.detail, messages.ERROR)
            return
        for step in steps:
            level = messages.WARNING if step.action == "conflict" else messages.SUCCESS
            said = f"{step.action}: {step.subject}. {step.detail}".rstrip()
            self.message_user(request, said, level)
        if not steps:
            self.message_user(request, "Nothing to do: Stripe has what we have.")
        log_changes(request, queryset, "Synced with Stripe.")


class NewPriceForm(forms.ModelForm):
    class Meta:
        model = PlanPrice
        fields = ["plan", "interval", "currency", "amount_minor"]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


@admin.register(PlanPrice)
class PlanPriceAdmin(admin.ModelAdmin):
    """Adding a price takes the current one's place; nothing else about prices changes."""

    form = NewPriceForm
    list_display = ["__str__", "shown", "is_current", "at_stripe"]
    list_select_related = ["plan"]
    list_filter = ["is_current", "plan"]
    ordering = ["plan__position", "interval", "-created_at"]
    fields = ["plan", "interval", "currency", "amount_minor"]

    @admin.display(description="Amount")
    def shown(self, price: PlanPrice) -> str:
        return displays.money(price.amount_minor, price.currency)

    @admin.display(description="At Stripe", boolean=True)
    def at_stripe(self, price: PlanPrice) -> bool:
        return price.pk in self._linked

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanPrice]:
        links = StripeLink.objects.filter(environment=environment(), target=StripeLink.Target.PRICE)
        self._linked = set(links.values_list("object_id", flat=True))
        return super().get_queryset(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: PlanPrice, form: ModelForm, change: bool) -> None:
        made = catalogue.replace_price(price=obj, amount_minor=obj.amount_minor)
        obj.pk, obj.created_at = made.pk, made.created_at
        obj._state.adding = False


@admin.register(FeatureOverride)
class FeatureOverrideAdmin(LongTableAdmin):
    list_display = ["workspace", "feature", "value", "reason", "expires_at"]
    list_select_related = ["workspace"]
    list_filter = ["feature"]
    search_ids = ("pk", "workspace")
    raw_id_fields = ["workspace"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def save_model(self, request: HttpRequest, obj: FeatureOverride, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        entitlements.changed(obj.workspace_id)

    def delete_model(self, request: HttpRequest, obj: FeatureOverride) -> None:
        super().delete_model(request, obj)
        entitlements.changed(obj.workspace_id)


@admin.register(Contract)
class ContractAdmin(LongTableAdmin):
    list_display = ["workspace", "plan", "status", "started_at", "current_period_ends_at"]
    list_select_related = ["workspace", "plan"]
    search_ids = ("pk", "workspace")
    raw_id_fields = ["workspace"]
    fields = [
        "workspace",
        "plan",
        "interval",
        "status",
        "started_at",
        "current_period_starts_at",
        "current_period_ends_at",
        "cancels_at",
        "currency",
        "mrr_minor",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contract]:
        return super().get_queryset(request).filter(environment=CONTRACT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Contract, form: ModelForm, change: bool) -> None:
        obj.environment, obj.stripe_id = CONTRACT, ""
        super().save_model(request, obj, form, change)
        entitlements.changed(obj.workspace_id)


@admin.register(ServicePackage)
class ServicePackageAdmin(admin.ModelAdmin):
    list_display = ["name", "key", "position", "range", "is_public"]

    @admin.display(description="Price")
    def range(self, row: ServicePackage) -> str:
        least, most = (
            displays.money(amount, row.currency) for amount in (row.price_from_minor, row.price_to_minor)
        )
        return f"{least} to {most}"


@admin.register(SubscriptionToEnd)
class SubscriptionToEndAdmin(LongTableAdmin):
    list_display = ["stripe_id", "environment", "attempts", "next_attempt_at", "error"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

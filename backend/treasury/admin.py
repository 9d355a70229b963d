from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from backend.core.administration import CappedPaginator, Concern, LongTableAdmin, few, watch

from .models import Budget, BudgetPeriod, CostPosting, ExchangeRate, Goal, LedgerEntry, Receipt, Reservation
from .money import as_decimal, dollars
from .services import budgets, rates

OVERDUE = timedelta(minutes=5)


@watch
def dead_leases() -> Concern:
    overdue = Reservation.objects.expired(timezone.now() - OVERDUE)
    return Concern(
        few(overdue),
        "hold on a budget should have been closed: is the worker running?",
        "holds on budgets should have been closed: is the worker running?",
        f"{reverse('admin:treasury_reservation_changelist')}?status__exact=held",
        "treasury.view_reservation",
    )


class ReadOnly(LongTableAdmin):
    """Rows that are looked at, and changed by nobody."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BudgetPeriodInline(admin.TabularInline):
    model = BudgetPeriod
    extra = 0
    can_delete = False
    ordering = ["-starts_at"]
    fields = ["starts_at", "ends_at", "limit", "spent", "held", "left", "warned_at", "exhausted_at"]
    readonly_fields = fields  # type: ignore[assignment]

    @admin.display(description="Limit")
    def limit(self, period: BudgetPeriod) -> str:
        return dollars(period.full_e8)

    @admin.display(description="Spent")
    def spent(self, period: BudgetPeriod) -> str:
        return dollars(period.spent_e8)

    @admin.display(description="Held")
    def held(self, period: BudgetPeriod) -> str:
        return dollars(period.held_e8)

    @admin.display(description="Left")
    def left(self, period: BudgetPeriod) -> str:
        return dollars(period.left_e8)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Budget)
class BudgetAdmin(admin.ModelAdmin):
    """Limits are set here and hold at once; what is spent in them is only shown."""

    ordering = ["-pk"]
    list_display = ["scope_kind", "scope_id", "window", "limit", "overage_allowed", "world"]
    list_filter = ["scope_kind", "window", "world"]
    search_fields = ["=scope_id", "=workspace_id"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    inlines = [BudgetPeriodInline]

    @admin.display(description="Limit", ordering="limit_e8")
    def limit(self, budget: Budget) -> str:
        return dollars(budget.limit_e8)

    def get_readonly_fields(self, request: HttpRequest, obj: Budget | None = None) -> list[str]:
        """What a budget is on stays as it was made; another scope is another budget."""
        return ["scope_kind", "scope_id", "world", "window"] if obj else []

    def save_model(self, request: HttpRequest, obj: Budget, form: "ModelForm[Budget]", change: bool) -> None:
        super().save_model(request, obj, form, change)
        budgets.apply_to_open_period(obj)


@admin.register(Goal)
class GoalAdmin(ReadOnly):
    list_display = [
        "name",
        "metric",
        "currency",
        "world",
        "starts_on",
        "ends_on",
        "archived_at",
        "workspace_id",
    ]
    list_filter = ["metric", "world"]
    search_ids = ("pk", "workspace_id")
    search_help_text = "The id of a goal or a workspace."


@admin.register(Reservation)
class ReservationAdmin(ReadOnly):
    list_display = ["created_at", "purpose", "status", "amount", "actual", "estimated", "sent_at", "world"]
    list_filter = ["status", "estimated", "world"]
    search_ids = ("pk", "subject_id")
    search_help_text = "The id of a reservation, or of what it is for."

    @admin.display(description="Held")
    def amount(self, reservation: Reservation) -> str:
        return dollars(reservation.amount_e8)

    @admin.display(description="Cost")
    def actual(self, reservation: Reservation) -> str:
        return "" if reservation.actual_e8 is None else dollars(reservation.actual_e8)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnly):
    list_display = ["day", "kind", "amount", "currency", "description", "grade", "workspace_id"]
    list_filter = ["kind", "grade"]
    search_ids = ("pk", "workspace_id", "receipt_id")
    search_help_text = "The id of an entry, a workspace or a receipt, or a whole source key (stripe:txn_1)."
    fields = [
        "day",
        "kind",
        "grade",
        "amount",
        "currency",
        "description",
        "workspace_id",
        "source_key",
        "its_receipt",
        "reverses",
        "created_at",
    ]
    readonly_fields = fields  # type: ignore[assignment]

    def found(self, queryset: QuerySet[LedgerEntry], term: str) -> QuerySet[LedgerEntry]:  # type: ignore[override]
        return queryset.filter(source_key=term)

    @admin.display(description="Amount")
    def amount(self, entry: LedgerEntry) -> str:
        return f"{as_decimal(entry.amount_minor, entry.currency):,}"

    @admin.display(description="Receipt")
    def its_receipt(self, entry: LedgerEntry) -> SafeString:
        link = reverse("admin:treasury_receipt_change", args=[entry.receipt_id])
        return format_html('<a href="{}">{}</a>', link, entry.receipt)


@admin.register(Receipt)
class ReceiptAdmin(ReadOnly):
    list_display = ["created_at", "sha256", "media_type", "workspace_id"]
    search_ids = ("pk", "workspace_id")
    search_help_text = "The id of a receipt or a workspace."
    fields = ["sha256", "intact", "media_type", "raw", "workspace_id", "created_at"]
    readonly_fields = fields  # type: ignore[assignment]

    @admin.display(description="Hash agrees", boolean=True)
    def intact(self, receipt: Receipt) -> bool:
        return receipt.is_intact


@admin.register(CostPosting)
class CostPostingAdmin(ReadOnly):
    list_display = ["day", "workspace_id", "world", "calls", "cost", "posted_cents", "carried_out_e8"]
    list_filter = ["world"]
    search_ids = ("pk", "workspace_id")
    search_help_text = "The id of a workspace."

    @admin.display(description="Calls cost")
    def cost(self, posting: CostPosting) -> str:
        return dollars(posting.calls_e8)


class RatesForm(forms.Form):
    file = forms.FileField(
        label="The ECB's file",
        help_text="eurofxref-hist.csv or eurofxref.csv. Loading it twice changes nothing.",
    )


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    ordering = ["-day", "base", "quote"]
    list_display = ["day", "base", "quote", "rate", "source"]
    list_filter = ["base", "quote"]
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    show_full_result_count = False
    change_list_template = "admin/treasury/exchangerate/list.html"

    def get_urls(self) -> list[URLPattern]:
        load = path("load/", self.admin_site.admin_view(self.load), name="treasury_exchangerate_load")
        return [load, *super().get_urls()]

    def load(self, request: HttpRequest) -> HttpResponse:
        """Take in the European Central Bank's reference rates from a file."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = RatesForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and self._loaded(request, form):
            return HttpResponseRedirect(reverse("admin:treasury_exchangerate_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Load the ECB's rates",
            "form": form,
        }
        return TemplateResponse(request, "admin/treasury/exchangerate/load.html", context)

    def _loaded(self, request: HttpRequest, form: RatesForm) -> bool:
        try:
            count = rates.load_ecb(form.cleaned_data["file"].read().decode())
        except UnicodeDecodeError:
            form.add_error("file", "This is no text. Unpack the file first, if it came as a ZIP.")
        except rates.NotTheBanksList as error:
            form.add_error("file", error.detail)
        else:
            self.message_user(request, f"{count:,} rates are loaded.")
            return True
        return False

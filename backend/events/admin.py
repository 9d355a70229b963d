from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince

from backend.core.administration import Concern, LongTableAdmin, counted, few, log_changes, watch

from .models import DomainEvent, HandlerReceipt
from .registry import handlers_of
from .services import outbox

LIST = "admin:events_domainevent_changelist"


@watch
def stuck_events() -> Concern:
    return Concern(
        few(DomainEvent.objects.stuck()),
        "event is stuck: what should follow from it has not happened",
        "events are stuck: what should follow from them has not happened",
        f"{reverse(LIST)}?state=stuck",
        "events.view_domainevent",
    )


class HandlerReceiptInline(admin.TabularInline):
    model = HandlerReceipt
    extra = 0
    can_delete = False
    readonly_fields = ["handler", "created_at"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("stuck", "Stuck: needs you"),
            ("failed", "Given up"),
            ("waiting", "Waiting"),
            ("done", "Dispatched"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[DomainEvent]) -> QuerySet[DomainEvent]:
        if self.value() == "done":
            return queryset.filter(dispatched_at__isnull=False)
        chosen = {"stuck", "failed", "waiting"} & {self.value()}
        return getattr(queryset, chosen.pop())() if chosen else queryset


@admin.register(DomainEvent)
class DomainEventAdmin(LongTableAdmin):
    """Found, read and sent again, never rewritten."""

    change_list_template = "admin/events/domainevent/health.html"
    list_display = ["created_at", "name", "state", "attempts", "why", "workspace_id"]
    list_filter = [StateFilter]
    search_ids = ("pk", "workspace_id")
    search_help_text = "How a name begins (projects.decision), or the id of an event or a workspace."
    fields = [
        "name",
        "state",
        "why",
        "still_to_run",
        "payload",
        "workspace_id",
        "actor_id",
        "attempts",
        "next_attempt_at",
        "dispatched_at",
        "failed_at",
        "created_at",
    ]
    readonly_fields = fields  # type: ignore[assignment]
    inlines = [HandlerReceiptInline]
    actions = ["requeue"]

    def found(self, queryset: QuerySet[DomainEvent], term: str) -> QuerySet[DomainEvent]:  # type: ignore[override]
        # A range, which every database answers from the index on names.
        return queryset.filter(name__gte=term.lower(), name__lt=f"{term.lower()}\uffff")

    def has_change_permission(self, request: HttpRequest, obj: DomainEvent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: DomainEvent | None = None) -> bool:
        return False

    @admin.display(description="State")
    def state(self, event: DomainEvent) -> str:
        if event.dispatched_at:
            return "Dispatched"
        if event.failed_at:
            return f"Given up after {counted(event.attempts, 'attempt')}"
        if event.attempts:
            return f"Tried in vain, again at {timezone.localtime(event.next_attempt_at):%H:%M:%S}"
        return "Waiting"

    @admin.display(description="Why it failed")
    def why(self, event: DomainEvent) -> SafeString | str:
        short = Truncator(event.error).chars(90)
        return format_html('<span title="{}">{}</span>', event.error, short) if event.error else ""

    @admin.display(description="Handlers still to run")
    def still_to_run(self, event: DomainEvent) -> str:
        ran = set(event.receipts.values_list("handler", flat=True))
        return (
            ", ".join(handler.key for handler in handlers_of(event.name) if handler.key not in ran) or "None"
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        health = health_at_a_glance()
        return super().changelist_view(request, {**(extra_context or {}), "health": health})

    @admin.action(description="Dispatch again", permissions=["requeue"])
    def requeue(self, request: HttpRequest, queryset: QuerySet[DomainEvent]) -> None:
        chosen = list(queryset.values_list("pk", flat=True))
        requeued = outbox.requeue(chosen)
        log_changes(request, requeued, "Dispatched again.")
        done = len(chosen) - len(requeued)
        left = f" {counted(done, 'event')} had been dispatched already." if done else ""
        self.message_user(request, f"{counted(len(requeued), 'event')} will be dispatched again.{left}")

    def has_requeue_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("events.change_domainevent")


def health_at_a_glance() -> list[tuple[str, str, str]]:
    """Return a label, a figure and a link for each thing worth knowing of the outbox."""
    address = reverse(LIST)
    waiting = DomainEvent.objects.waiting()
    due = DomainEvent.objects.pending().order_by("next_attempt_at").values_list("next_attempt_at", flat=True)
    oldest = due.first()
    return [
        ("Stuck", f"{few(DomainEvent.objects.stuck()):,}", f"{address}?state=stuck"),
        ("Given up", f"{few(DomainEvent.objects.failed()):,}", f"{address}?state=failed"),
        ("Waiting", f"{few(waiting):,}", f"{address}?state=waiting"),
        ("Longest overdue", timesince(oldest) if oldest else "nothing is due", ""),
    ]

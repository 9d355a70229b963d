from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .models import DomainEvent, HandlerReceipt
from .services import outbox


class HandlerReceiptInline(admin.TabularInline):
    model = HandlerReceipt
    extra = 0
    can_delete = False
    readonly_fields = ["handler", "created_at"]


@admin.register(DomainEvent)
class DomainEventAdmin(admin.ModelAdmin):
    list_display = ["created_at", "name", "workspace_id", "attempts", "dispatched_at", "failed_at"]
    list_filter = [
        "name",
        ("dispatched_at", admin.EmptyFieldListFilter),
        ("failed_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["id", "name", "workspace_id", "actor_id"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    inlines = [HandlerReceiptInline]
    actions = ["requeue"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: DomainEvent | None = None) -> bool:
        return False

    @admin.action(description="Dispatch again", permissions=["view"])
    def requeue(self, request: HttpRequest, queryset: QuerySet[DomainEvent]) -> None:
        changed = outbox.requeue(list(queryset.values_list("pk", flat=True)))
        self.message_user(request, f"{changed} events will be dispatched again.")

from django.contrib import admin
from django.http import HttpRequest

from backend.ai.money import as_money

from .models import Conversation, Message


@admin.register(Conversation)
class ConversationAdmin(admin.ModelAdmin):
    list_display = ["created_at", "project", "workspace"]
    search_fields = ["=id", "project__business__name", "workspace__name", "project__user__email"]
    list_select_related = ["project__business", "workspace"]
    show_full_result_count = False


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    list_display = [
        "created_at",
        "conversation_id",
        "position",
        "role",
        "status",
        "model",
        "cost",
        "superseded_at",
    ]
    list_filter = ["role", "status", "sandbox"]
    search_fields = ["=id", "=conversation__id", "author__email"]
    date_hierarchy = "created_at"
    show_full_result_count = False

    @admin.display(description="Cost", ordering="cost_e8")
    def cost(self, message: Message) -> str:
        return "" if message.cost_e8 is None else str(as_money(message.cost_e8)["display"])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

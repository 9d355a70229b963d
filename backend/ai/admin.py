from django.contrib import admin
from django.http import HttpRequest

from .models import DailyCostAlert, MessageWindow, ModelCall
from .money import as_money


@admin.register(ModelCall)
class ModelCallAdmin(admin.ModelAdmin):
    list_display = [
        "created_at",
        "user",
        "purpose",
        "vendor",
        "model",
        "status",
        "cost",
        "latency_ms",
        "sandbox",
    ]
    list_filter = ["status", "vendor", "model", "purpose", "sandbox", "error_code"]
    search_fields = ["=id", "=subject_id", "user__email"]
    list_select_related = ["user"]
    date_hierarchy = "created_at"
    show_full_result_count = False

    @admin.display(description="Cost", ordering="cost_e8")
    def cost(self, call: ModelCall) -> str:
        return str(as_money(call.cost_e8)["display"])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ModelCall | None = None) -> bool:
        return False


@admin.register(MessageWindow)
class MessageWindowAdmin(admin.ModelAdmin):
    list_display = ["user", "starts_at", "ends_at", "used"]
    search_fields = ["user__email"]
    list_select_related = ["user"]
    show_full_result_count = False


@admin.register(DailyCostAlert)
class DailyCostAlertAdmin(admin.ModelAdmin):
    list_display = ["day", "cost_e8", "created_at"]

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import Letter
from .services import letters


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    list_display = ["created_at", "to", "subject", "template", "status", "sent_at"]
    list_filter = ["status", "template"]
    search_fields = ["to", "subject", "cause"]
    date_hierarchy = "created_at"
    fields = [
        "to",
        "subject",
        "status",
        "sent_at",
        "error",
        "cause",
        "template",
        "created_at",
        "preview",
        "page",
    ]
    readonly_fields = fields  # type: ignore[assignment]
    actions = ["send_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Letter | None = None) -> bool:
        # Its row is what keeps a letter from being sent twice.
        return False

    @admin.display(description="As text")
    def preview(self, letter: Letter) -> SafeString:
        return format_html('<pre style="white-space:pre-wrap">{}</pre>', letters.email_of(letter).body)

    @admin.display(description="As page")
    def page(self, letter: Letter) -> SafeString:
        html = letters.email_of(letter).alternatives[0][0]
        return format_html('<iframe sandbox srcdoc="{}" width="640" height="480"></iframe>', html)

    @admin.action(description="Send again those that failed", permissions=["change"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Letter]) -> None:
        sent = sum(letters.retry(letter) for letter in queryset)
        self.message_user(request, f"{sent} letters are on their way again.")

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from backend.core.administration import Concern, LongTableAdmin, counted, few, log_changes, watch

from .models import Letter
from .services import letters


@watch
def failed_letters() -> Concern:
    return Concern(
        few(Letter.objects.filter(status=Letter.Status.FAILED)),
        "letter could not be sent",
        "letters could not be sent",
        f"{reverse('admin:letters_letter_changelist')}?status__exact=failed",
        "letters.view_letter",
    )


@admin.register(Letter)
class LetterAdmin(LongTableAdmin):
    list_display = ["created_at", "to", "subject", "template", "status", "sent_at", "error"]
    list_filter = ["status"]
    search_help_text = "A whole address, how a cause begins (daily_cost), or an id."
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

    def found(self, queryset: QuerySet[Letter], term: str) -> QuerySet[Letter]:  # type: ignore[override]
        by_cause = Q(cause__gte=term, cause__lt=f"{term}\uffff")
        return queryset.filter(by_cause | Q(to=term.lower()))

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
        again = [letter for letter in queryset if letters.retry(letter)]
        log_changes(request, again, "Sent again.")
        self.message_user(request, f"{counted(len(again), 'letter')} on the way again.")

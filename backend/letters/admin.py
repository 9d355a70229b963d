from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from backend.core.administration import Concern, LongTableAdmin, counted, few, log_changes, watch

from . import catalogue
from .models import Letter, LetterPreference
from .services import envelopes, letters, rendering


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
    change_list_template = "admin/letters/letter/letters.html"
    list_display = ["created_at", "to", "subject", "template", "status", "sent_at", "error"]
    list_filter = ["status", "category"]
    search_help_text = "A whole address, how a cause begins (daily_cost), or an id."
    fields = [
        "to",
        "subject",
        "status",
        "sent_at",
        "error",
        "cause",
        "template",
        "category",
        "created_at",
        "headers",
        "as_text",
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

    @admin.display(description="Headers")
    def headers(self, letter: Letter) -> SafeString:
        lines = envelopes.headers_of(letter).items()
        return format_html("<pre>{}</pre>", format_html_join("\n", "{}: {}", lines))

    @admin.display(description="As text")
    def as_text(self, letter: Letter) -> SafeString | str:
        if catalogue.find(letter.template) is None:
            return "Its template is no longer in the catalogue."
        return format_html('<pre style="white-space:pre-wrap">{}</pre>', rendering.texts_of(letter).text)

    @admin.display(description="As page")
    def page(self, letter: Letter) -> SafeString | str:
        if catalogue.find(letter.template) is None:
            return "Its template is no longer in the catalogue."
        html = rendering.texts_of(letter).html
        return format_html(
            '<iframe sandbox srcdoc="{}" title="The letter as a page" width="660" height="640"></iframe>',
            html,
        )

    @admin.action(description="Send again those that failed", permissions=["change"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Letter]) -> None:
        again = [letter for letter in queryset if letters.retry(letter)]
        log_changes(request, again, "Sent again.")
        self.message_user(request, f"{counted(len(again), 'letter')} on the way again.")

    def get_urls(self) -> list[URLPattern]:
        look = self.admin_site.admin_view(self.look)
        return [
            path("catalogue/", look, name="letters_letter_catalogue"),
            path("catalogue/<str:template>/", look, name="letters_letter_sample"),
            *super().get_urls(),
        ]

    def look(self, request: HttpRequest, template: str = "") -> HttpResponse:
        """Show every letter there is, and one of them as it would be sent with made-up facts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        templates = sorted(kind.template for kind in catalogue.every_letter())
        kind = catalogue.find(template or templates[0])
        if kind is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Every letter we send",
            "templates": templates,
            **_sample(kind),
        }
        return TemplateResponse(request, "admin/letters/letter/catalogue.html", context)


def _sample(kind: type[catalogue.LetterContent]) -> dict[str, Any]:
    """Return a letter of this kind that is in no table, with everything that would go out."""
    facts = kind.sample().context()
    letter = Letter(to="somebody@example.com", template=kind.template, category=kind.category, context=facts)
    # Nobody's: it only makes the sample carry the link by which one may decline it.
    letter.user_id = letter.pk
    letter.subject = rendering.subject_of(kind.template, facts)
    return {
        "letter": letter,
        "headers": {
            "From": settings.DEFAULT_FROM_EMAIL,
            "To": letter.to,
            "Subject": letter.subject,
            **envelopes.headers_of(letter),
        },
        "texts": rendering.texts_of(letter),
    }


@admin.register(LetterPreference)
class LetterPreferenceAdmin(LongTableAdmin):
    list_display = ["user", "category", "subscribed", "source", "updated_at"]
    list_filter = ["category", "subscribed"]
    list_select_related = ["user"]
    search_ids = ("pk", "user")
    search_help_text = "A whole address, or an id."
    readonly_fields = ["user", "category", "subscribed", "source", "created_at", "updated_at"]

    def found(  # type: ignore[override]
        self, queryset: QuerySet[LetterPreference], term: str
    ) -> QuerySet[LetterPreference]:
        return queryset.filter(user__email=term.lower())

    def has_delete_permission(self, request: HttpRequest, obj: LetterPreference | None = None) -> bool:
        # Deleting it would turn the letters on again behind its owner's back.
        return False

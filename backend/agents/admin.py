from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from backend.accounts.glances import Glance, glance
from backend.accounts.models import User
from backend.ai.models import ModelCall
from backend.ai.money import as_money
from backend.core.administration import CappedPaginator, Concern, LongTableAdmin, as_uuid, few, watch

from .models import Conversation, Message

LETTERS_A_PAGE = 100
BROKEN = [Message.Status.FAILED, Message.Status.INTERRUPTED]


@watch
def broken_answers() -> Concern:
    return Concern(
        few(Message.objects.filter(status__in=BROKEN)),
        "answer of the partner failed or was cut off",
        "answers of the partner failed or were cut off",
        f"{reverse('admin:agents_message_changelist')}?status__in=failed,interrupted",
        "agents.view_message",
    )


@glance
def conversations(user: User) -> list[Glance]:
    of_theirs = (
        Conversation.objects.filter(project__user=user).select_related("project__business").order_by("-pk")
    )
    return [
        Glance("Conversation", conversation.project.business.name, _transcript(conversation.pk))
        for conversation in of_theirs[:10]
    ]


def _transcript(conversation_id: UUID, query: str = "") -> str:
    return reverse("admin:agents_conversation_transcript", args=[conversation_id]) + query


@admin.register(Conversation)
class ConversationAdmin(admin.ModelAdmin):
    """Read as a transcript; its letters are never rewritten."""

    ordering = ["-pk"]
    list_display = ["created_at", "business", "creator", "workspace", "transcript_link"]
    list_display_links = ["created_at"]
    search_fields = ["project__business__name", "workspace__name", "project__user__email"]
    search_help_text = "A business, a workspace, a creator's e-mail, or the id of any of these."
    list_select_related = ["project__business", "project__user", "workspace"]
    fields = ["transcript_link", "workspace", "project", "created_at"]
    readonly_fields = fields  # type: ignore[assignment]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Conversation], search_term: str
    ) -> tuple[QuerySet[Conversation], bool]:
        wanted = as_uuid(search_term)
        if wanted is None:
            return super().get_search_results(request, queryset, search_term)
        near = Q(pk=wanted) | Q(project=wanted) | Q(workspace=wanted) | Q(project__user=wanted)
        return queryset.filter(near), False

    def get_urls(self) -> list[URLPattern]:
        page = path(
            "<uuid:conversation_id>/transcript/",
            self.admin_site.admin_view(self.transcript),
            name="agents_conversation_transcript",
        )
        return [page, *super().get_urls()]

    def transcript(self, request: HttpRequest, conversation_id: UUID) -> HttpResponse:
        """The letters in order, a hundred a page, each with what it cost and what was caught in it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        conversation = get_object_or_404(
            Conversation.objects.select_related(
                "project__business", "project__user", "project__playbook", "workspace"
            ),
            pk=conversation_id,
        )
        last = conversation.messages.aggregate(last=Max("position"))["last"] or 0
        pages = max(1, -(-last // LETTERS_A_PAGE))
        number = min(pages, max(1, _whole(request.GET.get("page"), otherwise=pages)))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Conversation of {conversation.project.business.name}",
            "conversation": conversation,
            "letters": _letters(conversation, number),
            "totals": _totals(conversation),
            "number": number,
            "pages": pages,
            "page_numbers": range(1, pages + 1),
        }
        return TemplateResponse(request, "admin/agents/conversation/transcript.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Conversation | None = None) -> bool:
        return False

    @admin.display(description="Business")
    def business(self, conversation: Conversation) -> str:
        return conversation.project.business.name

    @admin.display(description="Creator")
    def creator(self, conversation: Conversation) -> str:
        return conversation.project.user.email

    @admin.display(description="Transcript")
    def transcript_link(self, conversation: Conversation) -> SafeString:
        return format_html('<a href="{}">Read it</a>', _transcript(conversation.pk))


def _whole(text: str | None, *, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise


def _letters(conversation: Conversation, number: int) -> list[dict[str, Any]]:
    """Return the letters of one page by their positions, which lead straight to them however long the talk is."""
    first = (number - 1) * LETTERS_A_PAGE + 1
    rows = list(
        conversation.messages.filter(position__gte=first, position__lt=first + LETTERS_A_PAGE)
        .select_related("author")
        .order_by("position")
    )
    calls: dict[Any, Any] = {
        row["subject_id"]: row
        for row in ModelCall.objects.filter(subject_id__in=[letter.pk for letter in rows])
        .values("subject_id")
        .annotate(
            number=Count("pk"),
            cost=Sum("cost_e8"),
            input_tokens=Sum("input_tokens"),
            output_tokens=Sum("output_tokens"),
            failed=Count("pk", filter=Q(status=ModelCall.Status.FAILED)),
        )
    }
    return [_letter(row, calls.get(row.pk)) for row in rows]


def _letter(row: Message, calls: dict[str, Any] | None) -> dict[str, Any]:
    """A letter as it is shown. Its calls say what it really took: a retried answer was paid for more than once."""
    usage = row.usage or {}
    cost = calls["cost"] if calls else row.cost_e8
    return {
        "row": row,
        "who": "Partner" if row.role == Message.Role.ASSISTANT else str(row.author or "Creator"),
        "input_tokens": calls["input_tokens"] if calls else usage.get("input_tokens"),
        "output_tokens": calls["output_tokens"] if calls else usage.get("output_tokens"),
        "cost": None if cost is None else as_money(cost)["display"],
        "calls": calls["number"] if calls else 0,
        "failed_calls": calls["failed"] if calls else 0,
        "calls_link": f"{reverse('admin:ai_modelcall_changelist')}?q={row.pk}",
        "detected": row.detected or {},
    }


def _totals(conversation: Conversation) -> dict[str, Any]:
    messages = conversation.messages
    letters = messages.aggregate(
        all=Count("pk"),
        superseded=Count("pk", filter=Q(superseded_at__isnull=False)),
        broken=Count("pk", filter=Q(status__in=BROKEN)),
    )
    answers = messages.filter(role=Message.Role.ASSISTANT).values("pk")
    worlds = (
        ModelCall.objects.filter(subject_id__in=answers)
        .values("sandbox")
        .annotate(
            calls=Count("pk"), input=Sum("input_tokens"), output=Sum("output_tokens"), cost=Sum("cost_e8")
        )
        .order_by("sandbox")
    )
    return {**letters, "worlds": [{**row, "cost": as_money(row["cost"])["display"]} for row in worlds]}


@admin.register(Message)
class MessageAdmin(LongTableAdmin):
    list_display = [
        "created_at",
        "in_transcript",
        "position",
        "role",
        "status",
        "model",
        "cost",
        "superseded_at",
    ]
    list_filter = ["status", "role"]
    search_ids = ("pk", "conversation_id", "author_id")
    search_help_text = "An author's e-mail address, or the id of a message, a conversation or a person."
    exclude = ["lease_owner", "fence", "lease_expires_at", "flushed_at", "stop_requested_at", "counted_in"]

    def found(self, queryset: QuerySet[Message], term: str) -> QuerySet[Message]:  # type: ignore[override]
        return queryset.filter(author__in=User.objects.filter(email__icontains=term).values("pk"))

    @admin.display(description="Conversation")
    def in_transcript(self, message: Message) -> SafeString:
        page = -(-message.position // LETTERS_A_PAGE)
        address = _transcript(message.conversation_id, f"?page={page}#letter-{message.position}")
        return format_html('<a href="{}">Read it there</a>', address)

    @admin.display(description="Cost")
    def cost(self, message: Message) -> str:
        return "" if message.cost_e8 is None else str(as_money(message.cost_e8)["display"])

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

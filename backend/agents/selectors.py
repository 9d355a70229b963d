"""Questions about conversations that only read."""

from typing import Any

from django.conf import settings

from backend.accounts.models import User
from backend.billing.features import Feature
from backend.billing.services import entitlements
from backend.projects import selectors as projects
from backend.projects.models import Project

from . import wire
from .models import Conversation, Message

PAGE = 50


def messages_page(project: Project, *, before: int | None = None) -> tuple[list[Message], bool]:
    """Return up to 50 standing messages, newest first, and whether older ones remain. One query."""
    messages = Message.objects.standing().filter(conversation__project=project)
    if before is not None:
        messages = messages.filter(position__lt=before)
    rows = list(messages.order_by("-position")[: PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def project_view(project: Project, *, user: User) -> dict[str, Any]:
    """Return all that the workspace screen needs, in a number of queries that history does not change."""
    rows, more = messages_page(project)
    conversation_id = Conversation.objects.filter(project=project).values_list("pk", flat=True).first()
    today = entitlements.check(project.workspace_id, Feature.MESSAGES, user=user)
    return {
        **projects.workspace_state(project, user=user),
        "conversation_id": str(conversation_id) if conversation_id else None,
        "messages": [wire.message(row) for row in reversed(rows)],
        "has_more_messages": more,
        "messages_left_today": today.left,
        "message_limit": today.limit,
        "resets_at": today.resets_at.isoformat().replace("+00:00", "Z") if today.resets_at else None,
        "sandbox": settings.AI_SANDBOX,
    }

"""The letters a person may take along."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from backend.accounts.models import User
from backend.accounts.portability import exports

from .models import Message


@exports("messages")
def messages(user: User) -> Iterator[dict[str, Any]]:
    """Everything said in the launches of `user`, and what they wrote in those of others."""
    rows = Message.objects.filter(Q(conversation__project__user=user) | Q(author=user)).order_by("pk")
    for row in rows.select_related("conversation").iterator(chunk_size=500):
        yield {
            "project_id": row.conversation.project_id,
            "position": row.position,
            "role": row.role,
            "text": row.text,
            "status": row.status,
            "model": row.model,
            "sandbox": row.sandbox,
            "set_aside": row.superseded_at is not None,
            "created_at": row.created_at,
        }

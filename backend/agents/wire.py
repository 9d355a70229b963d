"""A message as it travels: the same shape over REST, server-sent events and the socket."""

from typing import Any

from backend.ai.money import as_money

from .models import Message


def terminal(shown: dict[str, Any]) -> dict[str, Any]:
    """Return the frame that ends an answer: completed also for a stopped one, failed also for an interrupted one."""
    if shown["error"] is None:
        return {"type": "message.completed", "message": shown}
    return {"type": "message.failed", "message": shown, **shown["error"]}


def message(row: Message, *, text: str | None = None) -> dict[str, Any]:
    """Return the wire form; `text` replaces the row's where the owner knows more than was last flushed."""
    return {
        "id": str(row.pk),
        "position": row.position,
        "client_id": str(row.client_id) if row.client_id else None,
        "reply_to": str(row.reply_to_id) if row.reply_to_id else None,
        "role": row.role,
        "status": row.status,
        "text": row.text if text is None else text,
        "error": row.error,
        "created_at": row.created_at.isoformat().replace("+00:00", "Z"),
        "model": row.model or None,
        "usage": row.usage,
        "cost": None if row.cost_e8 is None else as_money(row.cost_e8),
        "detected": row.detected,
        "sandbox": row.sandbox,
    }

"""Rows as the plain JSON that pages, sockets and prompts share: ids and moments are strings."""

from datetime import datetime
from typing import Any

from .models import CreatorProfile, Decision, TaskCompletion

Wire = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def decision(row: Decision) -> Wire:
    return {
        "id": str(row.pk),
        "category": row.category,
        "value": row.value,
        "display": row.display,
        "rationale": row.rationale,
        "confidence": row.confidence,
        "quote": row.quote,
        "is_current": row.is_current,
        "source_message_id": str(row.source_message_id) if row.source_message_id else None,
        "created_at": moment(row.created_at),
    }


def task(planned: Wire, completion: TaskCompletion | None) -> Wire:
    """Return a task of the effective plan with what is known of its completion."""
    done = completion is not None and completion.is_completed
    return {
        **planned,
        "completed": done,
        "completed_via": completion.completed_via if completion and done else None,
        "completed_at": moment(completion.completed_at) if completion and done else None,
        "claimed": _claim(completion) if completion and not done else None,
    }


def _claim(completion: TaskCompletion) -> Wire:
    return {"evidence": completion.evidence, "confidence": completion.confidence}


def profile(row: CreatorProfile) -> Wire:
    """The rate leaves as a JSON number: it is a percentage, not money."""
    return {
        "primary_platform": row.primary_platform,
        "follower_count": row.follower_count,
        "engagement_rate": float(row.engagement_rate),
        "niche": row.niche,
        "demographics": row.demographics,
        "signals": row.signals,
        "personality": row.personality,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }

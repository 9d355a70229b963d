"""Packages and orders as people read them."""

from typing import Any

from django.utils import timezone

from . import displays
from .models import OrderState, ServiceOrder, ServiceOrderMove, ServicePackage

Json = dict[str, Any]


def package(row: ServicePackage) -> Json:
    least, most = row.price_from_minor, row.price_to_minor
    return {
        "key": row.key,
        "name": row.name,
        "summary": row.summary,
        "currency": row.currency,
        "price_from_minor": least,
        "price_to_minor": most,
        "price_display": f"{displays.money(least, row.currency, short=True)} to "
        f"{displays.money(most, row.currency, short=True)}",
        "deliverables": row.deliverables,
        "form": [{"required": False, "help": "", "choices": [], **question} for question in row.form],
    }


def order(row: ServiceOrder) -> Json:
    """Return one order with its history; its package and moves should be loaded along."""
    return {
        "id": row.pk,
        "number": row.reference,
        "package": {"key": row.package.key, "name": row.package.name},
        "state": row.state,
        "state_display": OrderState(row.state).label,
        "answers": row.answers,
        "quote": _quote(row),
        "paid_at": row.paid_at,
        "created_at": row.created_at,
        "history": [_move(move) for move in row.moves.all()],
        "can": _can(row),
        "sandbox": row.environment != "live",
    }


def for_the_desk(row: ServiceOrder) -> Json:
    """Return an order as whoever quotes it needs it; its workspace and who ordered it should be loaded along too."""
    labels = {question["name"]: question["label"] for question in row.package.form}
    by = row.ordered_by
    return {
        **order(row),
        "workspace": {"id": row.workspace_id, "name": row.workspace.name},
        "ordered_by": {"name": by.name, "email": by.email} if by else None,
        "asked": [
            {"label": labels.get(name, name), "answer": str(row.answers[name])}
            # PostgreSQL keeps no order of keys; what the form asks no longer comes last.
            for name in [
                *(name for name in labels if name in row.answers),
                *(row.answers.keys() - labels.keys()),
            ]
        ],
        "currency": row.currency,
        "price_range": {
            "from_minor": row.package.price_from_minor,
            "to_minor": row.package.price_to_minor,
            "display": package(row.package)["price_display"],
        },
        "environment": row.environment,
        "updated_at": row.updated_at,
        "ways_on": [{"state": state, "display": state.label} for state in row.ways_on],
    }


def _quote(row: ServiceOrder) -> Json | None:
    if row.quote_minor is None:
        return None
    return {
        "amount_minor": row.quote_minor,
        "currency": row.currency,
        "display": displays.money(row.quote_minor, row.currency),
        "note": row.quote_note,
        "valid_until": row.quote_valid_until,
        "holds": row.quote_holds(timezone.now()),
    }


def _move(move: ServiceOrderMove) -> Json:
    return {
        "from_state": move.from_state,
        "to_state": move.to_state,
        "display": OrderState(move.to_state).label,
        "note": move.note,
        "at": move.created_at,
    }


def _can(row: ServiceOrder) -> list[str]:
    actions = {
        OrderState.DRAFT: ["request", "cancel"],
        OrderState.REQUESTED: ["cancel"],
        OrderState.QUOTED: ["accept", "cancel"] if row.quote_holds(timezone.now()) else ["cancel"],
        OrderState.ACCEPTED: ["accept", "cancel"],
    }
    return actions.get(OrderState(row.state), [])

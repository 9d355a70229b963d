"""The letters of ours that a person may take along, and which of them they want."""

from typing import Any

from backend.accounts.models import User
from backend.accounts.portability import exports

from .models import Letter
from .selectors import preferences_of


@exports("letters")
def letters(user: User) -> dict[str, Any]:
    written = Letter.objects.filter(user=user).order_by("pk")
    return {
        "preferences": preferences_of(user),
        "written": list(written.values("subject", "to", "category", "status", "created_at", "sent_at")),
    }

"""A letter's texts, from its template and its facts."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from backend.letters import catalogue
from backend.letters.models import Category, Letter

from . import unsubscribing

SANDBOX = "[Sandbox] "


@dataclass(frozen=True)
class Texts:
    text: str
    html: str


def subject_of(template: str, context: dict[str, Any]) -> str:
    """Return one line of 250 characters at most; a letter about sandbox money says so first."""
    subject = " ".join(render_to_string(f"letters/{template}_subject.txt", context).split())
    return f"{SANDBOX if context.get('sandbox') else ''}{subject}"[:250]


def texts_of(letter: Letter) -> Texts:
    context = {**letter.context, **_frame(letter)}
    text = render_to_string(f"letters/{letter.template}_message.txt", context).strip()
    html = render_to_string(f"letters/{letter.template}_message.html", context).strip()
    return Texts(text=re.sub(r"\n{3,}", "\n\n", text), html=html)


def _frame(letter: Letter) -> dict[str, Any]:
    """What stands around what a letter says: why it came, how to have no more of them, and whom it is from."""
    known = catalogue.find(letter.template)
    return {
        "subject": letter.subject,
        "why": known.why if known else "",
        "kind": Category(letter.category).label.lower(),
        "unsubscribe_link": unsubscribing.link_for(letter),
        "settings_link": f"{settings.PUBLIC_URL}/settings#letters",
        "postal_address": settings.EMAIL_POSTAL_ADDRESS,
        "host": urlsplit(settings.PUBLIC_URL).netloc,
    }

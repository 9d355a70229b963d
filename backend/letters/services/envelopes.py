"""The e-mail that a letter becomes: its two texts and what mail programs read around them."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from backend.letters.models import Letter

from . import rendering, unsubscribing


def email_of(letter: Letter) -> EmailMultiAlternatives:
    texts = rendering.texts_of(letter)
    reply_to = [settings.EMAIL_REPLY_TO] if settings.EMAIL_REPLY_TO else None
    email = EmailMultiAlternatives(
        letter.subject, texts.text, to=[letter.to], reply_to=reply_to, headers=headers_of(letter)
    )
    email.attach_alternative(texts.html, "text/html")
    return email


def headers_of(letter: Letter) -> dict[str, str]:
    """Return the headers of our own. The id is the row's, so that a letter that comes twice is known for one."""
    headers = {
        "Message-ID": f"<{letter.pk}@{_sending_domain()}>",
        "Auto-Submitted": "auto-generated",
        # Keeps mail programs from folding different letters into one conversation.
        "X-Entity-Ref-ID": str(letter.pk),
    }
    link = unsubscribing.link_for(letter)
    if link:
        mailto = settings.EMAIL_UNSUBSCRIBE
        by_mail = f", <mailto:{mailto}?subject=unsubscribe>" if mailto else ""
        headers["List-Unsubscribe"] = f"<{link}>{by_mail}"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _sending_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"

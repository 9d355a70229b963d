"""The address in a letter by which its reader has no more of its kind, without logging in (RFC 8058)."""

from django.conf import settings
from django.core import signing

from backend.core.errors import NotFound
from backend.letters.models import Letter

_signer = signing.Signer(sep=".", salt="letters.unsubscribe")


class NoSuchLetter(NotFound):
    detail = "This link is not whole, or what it belonged to is gone. Choose your letters in the settings."


def link_for(letter: Letter) -> str | None:
    """Return the address for a letter one may do without, None for the others. It works for as long as the row."""
    if not letter.may_be_declined:
        return None
    return f"{settings.PUBLIC_URL}/letters/unsubscribe/{_signer.sign(letter.pk.hex)}"


def letter_of(token: str) -> Letter:
    """Return the letter whose link carries `token`. Raises NoSuchLetter for anything we did not sign ourselves."""
    try:
        letter = Letter.objects.filter(pk=_signer.unsign(token)).first()
    except signing.BadSignature as error:
        raise NoSuchLetter from error
    if letter is None or not letter.may_be_declined:
        raise NoSuchLetter
    return letter

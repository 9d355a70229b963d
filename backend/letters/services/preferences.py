"""Saying which letters one wants."""

from uuid import UUID

from django.db import transaction

from backend.letters.models import LetterPreference


def choose(*, user_id: UUID, category: str, subscribed: bool, source: LetterPreference.Source) -> None:
    """Remember whether somebody wants a kind of letter; saying the same again changes nothing."""
    row, made = LetterPreference.objects.get_or_create(
        user_id=user_id, category=category, defaults={"subscribed": subscribed, "source": source}
    )
    if not made and row.subscribed != subscribed:
        row.subscribed, row.source = subscribed, source
        row.save(update_fields=["subscribed", "source", "updated_at"])


@transaction.atomic
def choose_in_settings(*, user_id: UUID, choices: dict[str, bool]) -> None:
    """Remember what was chosen in the settings; a kind that is not named stays as it is."""
    for category, subscribed in choices.items():
        choose(
            user_id=user_id,
            category=category,
            subscribed=subscribed,
            source=LetterPreference.Source.SETTINGS,
        )

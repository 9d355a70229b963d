"""Which letters someone wants."""

from backend.accounts.models import User

from .models import OPTIONAL, LetterPreference


def preferences_of(user: User) -> dict[str, bool]:
    """Return for every kind of letter one may do without whether `user` takes it; on unless turned off."""
    said = dict(LetterPreference.objects.filter(user=user).values_list("category", "subscribed"))
    return {category.value: said.get(category.value, True) for category in OPTIONAL}

from functools import lru_cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError

# Names that tzdata lists but that mean "this machine" or nothing at all.
_NOT_PLACES = {"localtime", "Factory", "posixrules"}


@lru_cache(maxsize=1)
def known_time_zones() -> frozenset[str]:
    """Return the IANA names of this installation; the list is read from disk once."""
    return frozenset(available_timezones() - _NOT_PLACES)


def validate_time_zone(name: str) -> None:
    if name not in known_time_zones():
        raise ValidationError(
            "“%(name)s” is not a time zone we know. Use an IANA name such as Europe/Lisbon.",
            code="unknown_time_zone",
            params={"name": name},
        )

from backend.accounts.models import User
from backend.accounts.validators import validate_time_zone


def update(*, user: User, name: str | None = None, time_zone: str | None = None) -> User:
    """Change what a person says about themselves; None leaves a field as it is.

    Raises Django's ValidationError for a time zone that is not an IANA name.
    """
    if name is not None:
        user.name = name.strip()
    if time_zone is not None:
        validate_time_zone(time_zone)
        user.time_zone = time_zone
    user.save(update_fields=["name", "time_zone", "updated_at"])
    return user

"""What a superuser changes of a service package: its words, its range, what we ask, and whether it is on offer."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from backend.accounts.models import User
from backend.billing.models import ServicePackage
from backend.billing.services import catalogue_news
from backend.billing.services.versions import require_seen
from backend.core.administration import log_by
from backend.core.errors import Invalid, NotFound


@transaction.atomic
def change(*, key: str, actor: User, seen: datetime, values: dict[str, Any]) -> ServicePackage:
    """Change a package; orders that are placed keep their answers and their quotes.

    Raises NotFound, ChangedMeanwhile, and Invalid by field.
    """
    package = ServicePackage.objects.select_for_update().filter(key=key).first()
    if package is None:
        raise NotFound
    require_seen(package, seen)
    changed = [name for name, value in values.items() if getattr(package, name) != value]
    if not changed:
        return package
    for name, value in values.items():
        setattr(package, name, value)
    _require_whole(package)
    package.save()
    log_by(actor.pk, [package], f"Changed {', '.join(changed)}.")
    catalogue_news.catalogue_changed()
    return package


def _require_whole(package: ServicePackage) -> None:
    if not 0 < package.price_from_minor <= package.price_to_minor:
        raise Invalid(errors={"price_to_minor": ["The most it costs is at least what the least is."]})
    try:
        package.clean()
    except ValidationError as error:
        raise Invalid(errors=error.message_dict) from error

"""A write says which version it was made from, so that nobody writes over what they have not seen."""

from datetime import datetime

from backend.core.errors import ApplicationError
from backend.core.models import BaseModel


class ChangedMeanwhile(ApplicationError):
    code = "changed_meanwhile"
    status = 409
    detail = (
        "This was changed meanwhile, and yours is not saved yet. Look at it as it is now, then save again."
    )


def require_seen(row: BaseModel, seen: datetime | None) -> None:
    """Raise ChangedMeanwhile unless `row`, read under a lock, is as it was when its `updated_at` was `seen`.

    None is for callers that lock and read the row themselves.
    """
    if seen is not None and row.updated_at != seen:
        raise ChangedMeanwhile(updated_at=row.updated_at.isoformat())

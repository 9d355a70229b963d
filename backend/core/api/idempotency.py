"""`Idempotency-Key`: a POST that costs or publishes may be sent again, and has its effect once."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from backend.core.errors import ApplicationError
from backend.core.models import IdempotencyRecord

KEY_HEADER = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Up to 255 characters. The same request with the same key within a day gets the same answer.",
)
LONGEST_KEY = 255
REMEMBERED_FOR = timedelta(hours=24)
# A request still under way after this long lost its process.
ABANDONED_AFTER = timedelta(minutes=2)

ViewMethod = TypeVar("ViewMethod", bound=Callable[..., HttpResponseBase])


class IdempotencyKeyTooLong(ApplicationError):
    code = "idempotency_key_too_long"
    detail = "The Idempotency-Key has more than 255 characters. A UUID is a good one."


class IdempotencyKeyReused(ApplicationError):
    code = "idempotency_key_reused"
    status = 409
    detail = "This Idempotency-Key was used for another request. Send this one with a new key."


class IdempotencyInProgress(ApplicationError):
    code = "idempotency_in_progress"
    status = 409
    detail = "The same request is still under way. Send it again in a moment to get its answer."


def idempotent(method: ViewMethod) -> ViewMethod:
    """Honour the key on a view method. Refusals and failures are not remembered, so they may be tried again."""

    @wraps(method)
    def honour(view: Any, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return method(view, request, *args, **kwargs)
        record, known = _claim(request, key)
        if known:
            return Response(record.body, status=record.status, headers={"Idempotency-Replayed": "true"})
        try:
            response = method(view, request, *args, **kwargs)
        except Exception:
            record.delete()
            raise
        _remember(record, response)
        return response

    return honour  # type: ignore[return-value]


def forget_old() -> int:
    """Delete records older than a day; returns how many."""
    return IdempotencyRecord.objects.filter(created_at__lt=timezone.now() - REMEMBERED_FOR).delete()[0]


def _claim(request: Request, key: str) -> tuple[IdempotencyRecord, bool]:
    """Return the record of this key, and whether it already holds an answer."""
    if len(key) > LONGEST_KEY:
        raise IdempotencyKeyTooLong
    owned = {"user_id": request.user.pk, "key": key}
    outdated = timezone.now() - ABANDONED_AFTER
    IdempotencyRecord.objects.filter(**owned, status=None, created_at__lt=outdated).delete()
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            return IdempotencyRecord.objects.create(**owned, fingerprint=fingerprint), False
    except IntegrityError:
        record = IdempotencyRecord.objects.filter(**owned).first()
    if record is None:
        # The first request was refused this very moment, and took its record back.
        raise IdempotencyInProgress
    if record.fingerprint != fingerprint:
        raise IdempotencyKeyReused
    if record.status is None:
        raise IdempotencyInProgress
    return record, True


def _remember(record: IdempotencyRecord, response: HttpResponseBase) -> None:
    if isinstance(response, Response) and response.status_code < 400:
        # A record that was taken for abandoned is gone; the effect stands all the same.
        IdempotencyRecord.objects.filter(pk=record.pk).update(
            status=response.status_code, body=response.data, updated_at=timezone.now()
        )
    else:
        record.delete()


def _fingerprint(request: Request) -> str:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    digest.update(request.body)
    return digest.hexdigest()

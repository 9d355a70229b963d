from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .ids import uuid7


class BaseModel(models.Model):
    """What every row has: an id that sorts by age, and when it was made and last changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class IdempotencyRecord(BaseModel):
    """A request that must have its effect once, and how it was answered; `status` is empty while it is under way."""

    user_id = models.UUIDField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(
        max_length=64, help_text="SHA-256 of method, address and body, in hexadecimal."
    )
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "key"], name="one_idempotency_record_per_user_and_key")
        ]
        indexes = [models.Index(fields=["created_at"], name="idempotency_created_idx")]

    def __str__(self) -> str:
        return self.key

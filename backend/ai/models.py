from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.core.models import BaseModel


class ModelCall(BaseModel):
    """One request to one model, written before it is sent.

    Costs are integer 10⁻⁸ USD. A call whose usage the vendor did not report in full is marked `estimated`.
    """

    class Status(models.TextChoices):
        SENT = "sent"
        SUCCEEDED = "succeeded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    workspace_id = models.UUIDField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_id = models.UUIDField(
        null=True, blank=True, help_text="What the call was for, such as a message."
    )
    purpose = models.CharField(max_length=20)
    vendor = models.CharField(max_length=30)
    model = models.CharField(max_length=120)
    sandbox = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.SENT)
    error_code = models.CharField(max_length=40, blank=True, default="")
    error_detail = models.TextField(blank=True, default="")
    input_tokens = models.PositiveIntegerField(default=0, help_text="All input, cached or not.")
    cache_read_tokens = models.PositiveIntegerField(default=0)
    cache_write_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    estimated = models.BooleanField(default=False)
    cost_e8 = models.BigIntegerField(default=0, help_text="10⁻⁸ USD")
    price = models.JSONField(default=dict, help_text="USD per million tokens, as used for cost_e8.")
    reservation_id = models.UUIDField(null=True, blank=True, help_text="What the governor held for it.")
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="When its cost became final; the books count it on that day, in UTC."
    )
    first_token_ms = models.PositiveIntegerField(null=True, blank=True)
    latency_ms = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at"], name="ai_calls_recent_idx"),
            models.Index(fields=["user", "-created_at"], name="ai_calls_user_idx"),
            models.Index(fields=["subject_id"], name="ai_calls_subject_idx"),
            models.Index(fields=["-created_at"], condition=Q(status="failed"), name="ai_calls_failed_idx"),
            models.Index(fields=["created_at"], condition=Q(status="sent"), name="ai_calls_open_idx"),
            models.Index(fields=["settled_at"], condition=Q(cost_e8__gt=0), name="ai_calls_settled_idx"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(cost_e8__gte=0), name="model_call_cost_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.vendor}:{self.model} for {self.purpose}"


class DailyCostAlert(BaseModel):
    """The day's alarm has gone off; its uniqueness lets it go off once."""

    day = models.DateField(unique=True)
    cost_e8 = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.day)

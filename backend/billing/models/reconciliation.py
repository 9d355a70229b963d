"""What a look at everything found: where Stripe and we do not agree, until we do."""

from django.db import models
from django.db.models import Q

from backend.core.models import BaseModel


class ReconciliationRun(BaseModel):
    """One comparison of Stripe with us. Without an end and an error it is under way, or its worker died."""

    environment = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    compared = models.JSONField(default=dict, help_text="How many objects of each kind.")
    found = models.PositiveIntegerField(default=0, help_text="How many differences.")
    error = models.TextField(blank=True, default="", help_text="Why it could not look at everything.")

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="reconciliations_newest_idx")]

    def __str__(self) -> str:
        return f"{self.environment} at {self.started_at:%Y-%m-%d %H:%M}"


class ReconciliationDifference(BaseModel):
    """One thing that Stripe and we do not agree on; found again it stays the same row, and not found it is resolved."""

    run = models.ForeignKey(
        ReconciliationRun,
        on_delete=models.CASCADE,
        related_name="differences",
        help_text="The run that saw it last.",
    )
    environment = models.CharField(max_length=10)
    type = models.CharField(max_length=60)
    stripe_id = models.CharField(max_length=255)
    what = models.CharField(max_length=40)
    detail = models.TextField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "type", "stripe_id", "what"],
                condition=Q(resolved_at=None),
                name="one_open_difference_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at"], condition=Q(resolved_at=None), name="differences_open_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.stripe_id}"

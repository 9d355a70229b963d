from django.db import models

from backend.core.models import BaseModel


class Letter(BaseModel):
    """One e-mail we send. The row is claimed before sending, so one cause never reaches one person twice.

    A row is `unknown` from the moment the mail server is called until it has answered. One that stays so may
    have arrived, and is not sent again by itself.
    """

    class Status(models.TextChoices):
        CLAIMED = "claimed", "Waiting to be sent"
        SENT = "sent", "Sent"
        UNKNOWN = "unknown", "Perhaps sent"
        FAILED = "failed", "Not sent"

    cause = models.CharField(max_length=200, help_text="What it is sent for, such as daily_cost:2026-11-20.")
    to = models.EmailField(max_length=254)
    template = models.CharField(max_length=80)
    context = models.JSONField(default=dict, help_text="What the template is filled with.")
    subject = models.CharField(max_length=250)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.CLAIMED)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "to"], name="one_letter_per_cause_and_recipient"),
            models.CheckConstraint(
                condition=models.Q(status__in=["claimed", "sent", "unknown", "failed"]),
                name="letter_status_is_known",
            ),
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="letters_status_idx")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

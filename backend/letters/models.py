from uuid import UUID

from django.conf import settings
from django.db import models

from backend.core.models import BaseModel


class Category(models.TextChoices):
    """What a letter is about, and so whether one may do without it."""

    ESSENTIAL = "essential", "Account, payments and orders"
    USAGE = "usage", "The limits of your plan"
    WEEKLY = "weekly", "Your week"


# Each is on until somebody turns it off.
OPTIONAL = (Category.USAGE, Category.WEEKLY)


class Letter(BaseModel):
    """One e-mail we send. The row is claimed before sending, so one cause never reaches one person twice.

    A row is `unknown` from the moment the mail server is called until it has answered. One that stays so may
    have arrived, and is not sent again by itself. One that is `skipped` was not wanted, and never will be sent.
    """

    class Status(models.TextChoices):
        CLAIMED = "claimed", "Waiting to be sent"
        SENT = "sent", "Sent"
        UNKNOWN = "unknown", "Perhaps sent"
        FAILED = "failed", "Not sent"
        SKIPPED = "skipped", "Not wanted"

    cause = models.CharField(max_length=200, help_text="What it is sent for, such as daily_cost:2026-11-20.")
    to = models.EmailField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose preferences decide; empty where nobody's do.",
    )
    template = models.CharField(max_length=80)
    category = models.CharField(max_length=16, choices=Category.choices, default=Category.ESSENTIAL)
    context = models.JSONField(default=dict, help_text="What the template is filled with.")
    subject = models.CharField(max_length=250)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.CLAIMED)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField("why not", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "to"], name="one_letter_per_cause_and_recipient"),
            models.CheckConstraint(
                condition=models.Q(status__in=["claimed", "sent", "unknown", "failed", "skipped"]),
                name="letter_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=["essential", "usage", "weekly"]),
                name="letter_category_is_known",
            ),
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="letters_status_idx")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def may_be_declined(self) -> bool:
        return self.user_id is not None and self.category in OPTIONAL


class LetterPreferenceQuerySet(models.QuerySet["LetterPreference"]):
    def refusal(self, user_id: UUID | None, category: str) -> "LetterPreference | None":
        """Return the row by which a person turned a kind of letter off; None while they take it."""
        return self.filter(user_id=user_id, category=category, subscribed=False).first()


class LetterPreference(BaseModel):
    """Whether a person wants a kind of letter. No row means yes."""

    class Source(models.TextChoices):
        SETTINGS = "settings", "in the settings"
        PAGE = "page", "on the page a letter links to"
        ONE_CLICK = "one_click", "by one click in the mail program"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_preferences"
    )
    category = models.CharField(
        max_length=16, choices=[(category.value, category.label) for category in OPTIONAL]
    )
    subscribed = models.BooleanField()
    source = models.CharField("where it was said", max_length=16, choices=Source.choices)

    objects = LetterPreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "category"], name="one_letter_preference_per_user_and_category"
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=["usage", "weekly"]),
                name="only_optional_letters_have_preferences",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=["settings", "page", "one_click"]),
                name="letter_preference_source_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {'on' if self.subscribed else 'off'}"

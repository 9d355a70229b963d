"""What a workspace may use, apart from its plan, and what it has used."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from backend.accounts.models import Workspace
from backend.billing.features import Feature, faults
from backend.core.models import BaseModel


class FeatureOverride(BaseModel):
    """One workspace's own value for a feature, whatever its plan says. An empty value is unlimited."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="feature_overrides")
    feature = models.CharField(max_length=24, choices=Feature.choices)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=200, help_text="Why, for whoever looks at it later.")
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "feature"], name="one_override_per_workspace_and_feature"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_feature_display()} of {self.workspace}"

    def clean(self) -> None:
        if wrong := faults(self.feature, self.value):
            raise ValidationError({"value": wrong})


class UsageCounter(BaseModel):
    """How much of a feature one scope (a workspace or a person) has used in one window.

    The row keeps the bounds it was made with, so a changed time zone takes effect at the next window. What counts
    levels has a window without an end.
    """

    feature = models.CharField(max_length=24, choices=Feature.choices)
    scope_id = models.UUIDField(help_text="A workspace, or a person for what each person counts.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    used = models.PositiveBigIntegerField(default=0)
    neared_at = models.DateTimeField(null=True, blank=True, help_text="When its 80 % was told of.")
    reached_at = models.DateTimeField(null=True, blank=True, help_text="When its end was told of.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feature", "scope_id", "ends_at"], name="one_counter_per_scope_and_window"
            ),
            models.UniqueConstraint(
                fields=["feature", "scope_id"], condition=Q(ends_at=None), name="one_level_per_scope"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="usage_window_has_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_feature_display()}: {self.used}"

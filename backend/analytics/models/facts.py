"""Rows behind the figures, written by SQL from what happened. They can be dropped and made again at any time."""

from django.db import models

from backend.treasury.worlds import World


class Step(models.TextChoices):
    """The way in, in its usual order. ACTIVATED: profile, first launch and first answered message are all there."""

    SIGNED_UP = "signed_up", "Signed up"
    VERIFIED = "verified", "Verified their address"
    PROFILE = "profile", "Told us about their audience"
    PROJECT = "project", "Began a launch"
    ANSWERED = "answered", "Got a first answer"
    ACTIVATED = "activated", "Activated"
    PAID = "paid", "Paid"


class Milestone(models.Model):
    """The first day on which a person reached a step; of PAID, in one world. The demo creator has none."""

    user_id = models.UUIDField()
    workspace_id = models.UUIDField(null=True, blank=True, help_text="Of a sign-up: the workspace it made.")
    step = models.CharField(max_length=12, choices=Step.choices)
    world = models.CharField(max_length=10, blank=True, default="")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "step", "world"], name="one_milestone_per_step")
        ]
        indexes = [
            models.Index(fields=["step", "day"], name="milestones_day_idx"),
            models.Index(fields=["workspace_id"], name="milestones_workspace_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.step} on {self.day}"


class Movement(models.TextChoices):
    """NEW: the workspace never paid before; REACTIVATION: it did. CHURN: nothing is paid any more, a pause included."""

    NEW = "new", "New"
    EXPANSION = "expansion", "Expansion"
    CONTRACTION = "contraction", "Contraction"
    CHURN = "churn", "Churn"
    REACTIVATION = "reactivation", "Reactivation"


class SubscriptionDay(models.Model):
    """A day on which a subscription changed: how it began the day and how it ended it, whatever came between.

    Its end holds until the next such day (`until`, exclusive), so these rows say what stood on any day. Amounts are
    minor units a month.
    """

    day = models.DateField()
    until = models.DateField(null=True, blank=True)
    subscription_id = models.UUIDField()
    workspace_id = models.UUIDField()
    world = models.CharField(max_length=10, choices=World.choices)
    currency = models.CharField(max_length=3)
    plan_before = models.CharField(max_length=40, blank=True, default="")
    plan = models.CharField(max_length=40)
    status_before = models.CharField(max_length=20, blank=True, default="")
    status = models.CharField(max_length=20)
    mrr_before = models.BigIntegerField()
    mrr = models.BigIntegerField()
    movement = models.CharField(max_length=12, choices=Movement.choices, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription_id", "world", "currency", "day"], name="one_subscription_day"
            )
        ]
        indexes = [
            models.Index(fields=["world", "currency", "day"], name="subscription_days_idx"),
            models.Index(fields=["workspace_id"], name="subscription_days_ws_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.status} on {self.day}"


class WorkspaceDay(models.Model):
    """What a workspace's models cost on a day, in one world; without a workspace, what nobody's calls cost."""

    day = models.DateField()
    workspace_id = models.UUIDField(null=True, blank=True)
    world = models.CharField(max_length=10, choices=World.choices)
    calls = models.PositiveBigIntegerField(default=0)
    cost_e8 = models.BigIntegerField(default=0, help_text="10⁻⁸ USD")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "workspace_id", "world"], name="one_workspace_day")
        ]
        indexes = [models.Index(fields=["world", "day"], name="workspace_days_idx")]

    def __str__(self) -> str:
        return f"{self.calls} calls on {self.day}"


class PersonDay(models.Model):
    """What a person did on a day in a workspace. The demo creator is nobody."""

    day = models.DateField()
    user_id = models.UUIDField()
    workspace_id = models.UUIDField(null=True, blank=True)
    messages = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    tasks_done = models.PositiveIntegerField(default=0)
    decisions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "user_id", "workspace_id"], name="one_person_day")
        ]
        indexes = [models.Index(fields=["user_id", "day"], name="person_days_idx")]

    def __str__(self) -> str:
        return f"{self.messages} messages on {self.day}"

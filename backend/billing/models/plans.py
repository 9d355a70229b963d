"""What we sell: plans, their prices and what each includes. Edited in the admin, kept alike in Stripe."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from backend.billing.features import Feature, faults
from backend.core.models import BaseModel

FREE = "free"


class Plan(BaseModel):
    """A tier. `free` costs nothing and has no subscription; one with `by_contract` is sold by talking to us."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    tagline = models.CharField(max_length=160, blank=True, default="")
    position = models.PositiveSmallIntegerField(help_text="Also its rank: a higher one includes more.")
    by_contract = models.BooleanField(default=False)
    is_public = models.BooleanField(default=True)
    trial_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Interval(models.TextChoices):
    MONTH = "month", "Monthly"
    YEAR = "year", "Yearly"


class PlanPrice(BaseModel):
    """What a plan costs each interval. Its amount never changes: a new price takes its place, old ones stay valid."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="prices")
    interval = models.CharField(max_length=5, choices=Interval.choices)
    currency = models.CharField(max_length=3, default="USD")
    amount_minor = models.PositiveBigIntegerField(help_text="Minor units for each interval and seat.")
    is_current = models.BooleanField(default=True, help_text="Offered to those who subscribe now.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "interval", "currency"],
                condition=Q(is_current=True),
                name="one_current_price_per_plan_and_interval",
            ),
            models.CheckConstraint(condition=Q(interval__in=Interval.values), name="price_interval_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.get_interval_display().lower()}"

    @property
    def lookup_key(self) -> str:
        """Stripe's name for it, the same in every environment."""
        return f"atelier_{self.plan.key}_{self.interval}_{self.currency.lower()}"


class PlanFeature(BaseModel):
    """How much of a feature a plan includes. An integer feature without a row is unlimited."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="features")
    feature = models.CharField(max_length=24, choices=Feature.choices)
    value = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "feature"], name="one_value_per_plan_and_feature"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_feature_display()}"

    def clean(self) -> None:
        if wrong := faults(self.feature, self.value):
            raise ValidationError({"value": wrong})


class StripeLink(BaseModel):
    """What a plan or a price is called in one Stripe environment."""

    class Target(models.TextChoices):
        PRODUCT = "product"
        PRICE = "price"

    environment = models.CharField(max_length=10)
    target = models.CharField(max_length=8, choices=Target.choices)
    object_id = models.UUIDField(help_text="The plan, for a product; the plan's price, for a price.")
    stripe_id = models.CharField(max_length=255)
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="Of what Stripe was last told, to see what was edited where.",
    )
    synced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "target", "object_id"], name="one_stripe_id_per_plan_object"
            ),
            models.UniqueConstraint(
                fields=["environment", "stripe_id"], name="one_plan_object_per_stripe_id"
            ),
        ]

    def __str__(self) -> str:
        return self.stripe_id

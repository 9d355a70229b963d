"""Work sold at a fixed scope: the packages on offer, and each order from its request to its delivery."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from backend.accounts.models import User, Workspace
from backend.accounts.querysets import TenantQuerySet
from backend.billing.packages.forms import form_faults
from backend.billing.worlds import world_of
from backend.core.models import BaseModel
from backend.treasury.worlds import World


class ServicePackage(BaseModel):
    """What may be ordered. `form` says what we ask before we quote; see `packages.forms`."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    currency = models.CharField(max_length=3, default="USD")
    price_from_minor = models.PositiveBigIntegerField(help_text="Minor units; the least it costs.")
    price_to_minor = models.PositiveBigIntegerField(help_text="Minor units; the most it costs.")
    deliverables = models.JSONField(default=list, help_text="A list of sentences: what is delivered.")
    form = models.JSONField(default=list, help_text="The questions, each {name, label, kind, required, …}.")
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price_from_minor__gt=0) & Q(price_to_minor__gte=F("price_from_minor")),
                name="package_price_range_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        texts = self.deliverables
        if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
            raise ValidationError({"deliverables": "Write a list of sentences."})
        if wrong := form_faults(self.form):
            raise ValidationError({"form": wrong})


class OrderState(models.TextChoices):
    DRAFT = "draft", "Draft"
    REQUESTED = "requested", "Requested"
    QUOTED = "quoted", "Quoted"
    ACCEPTED = "accepted", "Accepted, to be paid"
    PAID = "paid", "Paid"
    IN_PROGRESS = "in_progress", "In progress"
    DELIVERED = "delivered", "Delivered"
    CLOSED = "closed", "Closed"
    DECLINED = "declined", "Declined"
    CANCELLED = "cancelled", "Cancelled"


# What may follow each state. A payment that was on its way when an order was cancelled is a payment all the same.
NEXT_STATES: dict[str, frozenset[str]] = {
    OrderState.DRAFT: frozenset({OrderState.REQUESTED, OrderState.CANCELLED}),
    OrderState.REQUESTED: frozenset({OrderState.QUOTED, OrderState.DECLINED, OrderState.CANCELLED}),
    OrderState.QUOTED: frozenset(
        {OrderState.QUOTED, OrderState.ACCEPTED, OrderState.DECLINED, OrderState.CANCELLED}
    ),
    OrderState.ACCEPTED: frozenset({OrderState.PAID, OrderState.DECLINED, OrderState.CANCELLED}),
    OrderState.PAID: frozenset({OrderState.IN_PROGRESS}),
    OrderState.IN_PROGRESS: frozenset({OrderState.DELIVERED}),
    OrderState.DELIVERED: frozenset({OrderState.IN_PROGRESS, OrderState.CLOSED}),
    OrderState.CANCELLED: frozenset({OrderState.PAID}),
    OrderState.DECLINED: frozenset({OrderState.PAID}),
    OrderState.CLOSED: frozenset(),
}
# What whoever does the work decides; the rest is the customer's, or the payment's.
OURS = (
    OrderState.QUOTED,
    OrderState.DECLINED,
    OrderState.IN_PROGRESS,
    OrderState.DELIVERED,
    OrderState.CLOSED,
    OrderState.CANCELLED,
)
UNQUOTED = (OrderState.DRAFT, OrderState.REQUESTED, OrderState.DECLINED, OrderState.CANCELLED)
PAID_STATES = (OrderState.PAID, OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.CLOSED)


class ServiceOrder(BaseModel):
    """One workspace's order. It is moved by `services.orders` alone, and each move is kept."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="service_orders")
    package = models.ForeignKey(ServicePackage, on_delete=models.PROTECT, related_name="orders")
    number = models.PositiveIntegerField(unique=True, editable=False)
    ordered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    environment = models.CharField(max_length=10, help_text="The Stripe environment it is paid in.")
    answers = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=OrderState.choices, default=OrderState.DRAFT)
    currency = models.CharField(max_length=3, default="USD")
    quote_minor = models.PositiveBigIntegerField("quote", null=True, blank=True, help_text="Minor units.")
    quote_note = models.TextField(blank=True, default="")
    quote_valid_until = models.DateTimeField(null=True, blank=True)
    checkout_session_id = models.CharField(max_length=255, blank=True, default="", editable=False)
    paid_session_id = models.CharField(max_length=255, blank=True, default="", editable=False)
    paid_minor = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    paid_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TenantQuerySet["ServiceOrder"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=UNQUOTED) | Q(quote_minor__gt=0), name="order_is_quoted_before_accepted"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PAID_STATES, paid_at__isnull=False, paid_minor__isnull=False)
                | (~Q(state__in=PAID_STATES) & Q(paid_at=None)),
                name="order_is_paid_when_it_says_so",
            ),
            models.UniqueConstraint(
                fields=["environment", "paid_session_id"],
                condition=~Q(paid_session_id=""),
                name="one_order_per_paid_session",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-created_at"], name="service_orders_newest_idx"),
            models.Index(fields=["state", "created_at"], name="service_orders_state_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.package}"

    @property
    def reference(self) -> str:
        """What people call it."""
        return f"SO-{self.number:05}"

    @property
    def world(self) -> World:
        return world_of(self.environment)

    @property
    def ways_on(self) -> list[OrderState]:
        """What whoever does the work may make of it now."""
        return [state for state in OURS if state in NEXT_STATES[self.state]]

    def quote_holds(self, now: datetime) -> bool:
        return self.quote_valid_until is None or now <= self.quote_valid_until


class ServiceOrderMove(BaseModel):
    """From one state to another; rows are only added. `created_at` is when."""

    order = models.ForeignKey(ServiceOrder, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=12, choices=OrderState.choices, blank=True, default="")
    to_state = models.CharField(max_length=12, choices=OrderState.choices)
    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.order.reference}: {self.get_to_state_display()}"


class SubscriptionToEnd(BaseModel):
    """A subscription at Stripe whose workspace is gone, until Stripe has ended it too."""

    environment = models.CharField(max_length=10)
    stripe_id = models.CharField(max_length=255)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        verbose_name_plural = "subscriptions to end"
        constraints = [
            models.UniqueConstraint(fields=["environment", "stripe_id"], name="one_end_per_subscription"),
        ]

    def __str__(self) -> str:
        return self.stripe_id

from typing import Any

from rest_framework import serializers

from backend.billing.models import Interval
from backend.billing.services.cancellations import CancelReason


class PlanNameOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()


class CurrentPlanOutput(PlanNameOutput):
    by_contract = serializers.BooleanField()


class BillingPeriodOutput(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class TrialOutput(serializers.Serializer[Any]):
    ends_at = serializers.DateTimeField()
    days_left = serializers.IntegerField()


class SumOutput(serializers.Serializer[Any]):
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    display = serializers.CharField()


class GraceOutput(serializers.Serializer[Any]):
    plan_name = serializers.CharField(help_text="What is paid for, also once the limits are narrowed.")
    since = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    is_over = serializers.BooleanField(help_text="The limits are narrowed until it is paid.")
    amount_due = SumOutput(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    pay_link = serializers.CharField(allow_null=True)


class NextChargeOutput(SumOutput):
    at = serializers.DateTimeField()
    before_discounts = serializers.BooleanField(help_text="A discount runs, which is not taken off here.")


class PaymentCardOutput(serializers.Serializer[Any]):
    brand = serializers.CharField()
    last4 = serializers.CharField()
    exp = serializers.CharField(help_text="MM/YYYY")


class BillingPermissionOutput(serializers.Serializer[Any]):
    allowed = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)


class BillingActionsOutput(serializers.Serializer[Any]):
    checkout = BillingPermissionOutput()
    change = BillingPermissionOutput()
    cancel = BillingPermissionOutput()
    resume = BillingPermissionOutput()
    portal = BillingPermissionOutput()


class SubscriptionOutput(serializers.Serializer[Any]):
    workspace_id = serializers.UUIDField()
    plan = CurrentPlanOutput()
    status = serializers.CharField(help_text="free, or Stripe's word for the subscription.")
    status_display = serializers.CharField()
    interval = serializers.ChoiceField(choices=Interval.choices, allow_null=True)
    quantity = serializers.IntegerField()
    period = BillingPeriodOutput(allow_null=True)
    renews_or_ends_at = serializers.DateTimeField(allow_null=True)
    trial = TrialOutput(allow_null=True)
    cancels_at = serializers.DateTimeField(allow_null=True)
    grace = GraceOutput(allow_null=True)
    discount = serializers.CharField(allow_blank=True)
    next_charge = NextChargeOutput(allow_null=True)
    payment_method = PaymentCardOutput(allow_null=True)
    can = BillingActionsOutput()
    sandbox = serializers.BooleanField()
    configured = serializers.BooleanField()


class CheckoutInput(serializers.Serializer[Any]):
    plan = serializers.SlugField(max_length=40)
    interval = serializers.ChoiceField(choices=Interval.choices)
    currency = serializers.RegexField(r"^[A-Za-z]{3}\Z", default="USD")
    quantity = serializers.IntegerField(min_value=1, max_value=999, default=1)
    code = serializers.CharField(max_length=100, default="", allow_blank=True, help_text="A promotion code.")


class CheckoutOutput(serializers.Serializer[Any]):
    url = serializers.CharField()
    session_id = serializers.CharField()
    expires_at = serializers.DateTimeField()
    sandbox = serializers.BooleanField()


class CheckoutStateOutput(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["open", "processing", "complete", "expired"])
    plan = PlanNameOutput(allow_null=True)
    order_id = serializers.UUIDField(allow_null=True)
    message = serializers.CharField()
    sandbox = serializers.BooleanField()


class PlanChangeInput(serializers.Serializer[Any]):
    plan = serializers.SlugField(max_length=40, help_text="`free` cancels at the end of the period.")
    interval = serializers.ChoiceField(choices=Interval.choices)
    quantity = serializers.IntegerField(min_value=1, max_value=999, default=1)


class PlanChangeConfirmInput(PlanChangeInput):
    fingerprint = serializers.CharField(max_length=200)
    proration_date = serializers.IntegerField(min_value=0, max_value=2**33)


class ChangeLineOutput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=["credit", "charge"])
    description = serializers.CharField()
    amount_minor = serializers.IntegerField(help_text="Below zero for a credit.")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class RenewalOutput(serializers.Serializer[Any]):
    amount_minor = serializers.IntegerField()
    at = serializers.DateTimeField()
    interval = serializers.ChoiceField(choices=Interval.choices)


class NarrowedOutput(serializers.Serializer[Any]):
    feature = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    used = serializers.IntegerField()
    limit = serializers.IntegerField()


class PlanChangePreviewOutput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=["upgrade", "downgrade", "interval", "cancel"])
    plan = PlanNameOutput()
    interval = serializers.ChoiceField(choices=Interval.choices)
    quantity = serializers.IntegerField()
    currency = serializers.CharField()
    lines = ChangeLineOutput(many=True)
    subtotal_minor = serializers.IntegerField()
    tax_minor = serializers.IntegerField()
    total_minor = serializers.IntegerField()
    balance_used_minor = serializers.IntegerField(help_text="Of earlier credit, used for this.")
    credited_minor = serializers.IntegerField(help_text="Put on the balance, for the next invoices.")
    due_now_minor = serializers.IntegerField()
    renewal = RenewalOutput(allow_null=True)
    takes_effect = serializers.ChoiceField(choices=["now", "period_end"])
    effective_at = serializers.DateTimeField()
    proration_date = serializers.IntegerField(help_text="Unix time; send it back with the fingerprint.")
    fingerprint = serializers.CharField(help_text="Holds for half an hour.")
    narrowed = NarrowedOutput(many=True)
    sandbox = serializers.BooleanField()


class PlanChangeOutput(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["applied", "needs_action"])
    action_url = serializers.CharField(allow_null=True)
    message = serializers.CharField()
    sandbox = serializers.BooleanField()


class CancelInput(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=CancelReason.choices)
    comment = serializers.CharField(max_length=500, default="", allow_blank=True)
    immediately = serializers.BooleanField(default=False)


class PromotionInput(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=100)


class PortalOutput(serializers.Serializer[Any]):
    url = serializers.CharField()


class SeatsInput(serializers.Serializer[Any]):
    quantity = serializers.IntegerField(min_value=1, max_value=100_000)


class SeatsOutput(serializers.Serializer[Any]):
    included = serializers.IntegerField(allow_null=True, help_text="null is unlimited.")
    taken = serializers.IntegerField()
    left = serializers.IntegerField(allow_null=True)
    charged_by_seat = serializers.BooleanField()

from .contracts import Contract
from .inbox import StripeClock, StripeEffect, StripeEvent, StripeObject
from .overage import OverageCharge, OverageState
from .plans import FREE, Interval, Plan, PlanFeature, PlanPrice, StripeLink
from .reconciliation import ReconciliationDifference, ReconciliationRun
from .service_orders import (
    NEXT_STATES,
    OURS,
    OrderState,
    ServiceOrder,
    ServiceOrderMove,
    ServicePackage,
    SubscriptionToEnd,
)
from .subscriptions import (
    CONTRACT,
    OVER,
    PAYING,
    BillingAccount,
    Status,
    Subscription,
    SubscriptionChange,
)
from .usage import FeatureOverride, UsageCounter

__all__ = [
    "CONTRACT",
    "FREE",
    "NEXT_STATES",
    "OURS",
    "OVER",
    "PAYING",
    "BillingAccount",
    "Contract",
    "FeatureOverride",
    "Interval",
    "OrderState",
    "OverageCharge",
    "OverageState",
    "Plan",
    "PlanFeature",
    "PlanPrice",
    "ReconciliationDifference",
    "ReconciliationRun",
    "ServiceOrder",
    "ServiceOrderMove",
    "ServicePackage",
    "Status",
    "StripeClock",
    "StripeEffect",
    "StripeEvent",
    "StripeLink",
    "StripeObject",
    "Subscription",
    "SubscriptionChange",
    "SubscriptionToEnd",
    "UsageCounter",
]

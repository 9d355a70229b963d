from django.urls import include, path

from backend.billing.api.views import budgets, offers, orders, records, subscription

urlpatterns = [
    path("catalogue/", include("backend.billing.api.urls.catalogue")),
    path("plans", offers.PlansView.as_view(), name="billing-plans"),
    path("packages", offers.PackagesView.as_view(), name="billing-packages"),
    path("subscription", subscription.SubscriptionView.as_view(), name="billing-subscription"),
    path("usage", records.UsageView.as_view(), name="billing-usage"),
    path("budgets", budgets.BudgetsView.as_view(), name="billing-budgets"),
    path("budgets/workspace", budgets.WorkspaceBudgetView.as_view(), name="billing-workspace-budget"),
    path("budgets/workspace/top-up", budgets.TopUpView.as_view(), name="billing-top-up"),
    path("budgets/user", budgets.OwnBudgetView.as_view(), name="billing-own-budget"),
    path("budgets/overage", budgets.OverageView.as_view(), name="billing-overage"),
    path("checkout", subscription.CheckoutView.as_view(), name="billing-checkout"),
    path(
        "checkout/<str:session_id>", subscription.CheckoutStateView.as_view(), name="billing-checkout-state"
    ),
    path("plan-change/preview", subscription.PlanChangePreviewView.as_view(), name="billing-preview"),
    path("plan-change", subscription.PlanChangeView.as_view(), name="billing-plan-change"),
    path("cancel", subscription.CancelView.as_view(), name="billing-cancel"),
    path("resume", subscription.ResumeView.as_view(), name="billing-resume"),
    path("portal", subscription.PortalView.as_view(), name="billing-portal"),
    path("coupon", subscription.PromotionView.as_view(), name="billing-coupon"),
    path("seats", subscription.SeatsView.as_view(), name="billing-seats"),
    path("invoices/", records.InvoicesView.as_view(), name="billing-invoices"),
    path("tax-ids", records.TaxIdsView.as_view(), name="billing-tax-ids"),
    path("tax-ids/<str:tax_id>", records.TaxIdView.as_view(), name="billing-tax-id"),
    path("contact", records.ContactView.as_view(), name="billing-contact"),
    path("orders/", orders.OrdersView.as_view(), name="billing-orders"),
    path("orders/<uuid:order_id>", orders.OrderView.as_view(), name="billing-order"),
    path("orders/<uuid:order_id>/request", orders.OrderRequestView.as_view(), name="billing-order-request"),
    path("orders/<uuid:order_id>/accept", orders.OrderAcceptView.as_view(), name="billing-order-accept"),
    path("orders/<uuid:order_id>/cancel", orders.OrderCancelView.as_view(), name="billing-order-cancel"),
]

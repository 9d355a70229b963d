"""The older names of what is sold and of how it is bought."""

from django.urls import path

from backend.billing.api.views import offers, subscription

urlpatterns = [
    path("products", offers.ProductsView.as_view(), name="products"),
    path(
        "create-checkout-session", subscription.LegacyCheckoutView.as_view(), name="create-checkout-session"
    ),
]

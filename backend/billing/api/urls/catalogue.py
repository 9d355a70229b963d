"""What a superuser manages of what is sold."""

from django.urls import path

from backend.billing.api.views import catalogue, desk

urlpatterns = [
    path("", catalogue.CatalogueView.as_view(), name="catalogue"),
    path("plans/<slug:key>", catalogue.CataloguePlanView.as_view(), name="catalogue-plan"),
    path("plans/<slug:key>/inclusions", catalogue.InclusionView.as_view(), name="catalogue-inclusions"),
    path(
        "plans/<slug:key>/inclusions/preview",
        catalogue.InclusionPreviewView.as_view(),
        name="catalogue-inclusions-preview",
    ),
    path("plans/<slug:key>/prices/", catalogue.NewPriceView.as_view(), name="catalogue-prices"),
    path("prices/<uuid:price_id>/retire", catalogue.RetirePriceView.as_view(), name="catalogue-price-retire"),
    path("packages/<slug:key>", catalogue.CataloguePackageView.as_view(), name="catalogue-package"),
    path("orders/", desk.DeskOrdersView.as_view(), name="catalogue-orders"),
    path("orders/<uuid:order_id>/quote", desk.QuoteView.as_view(), name="catalogue-order-quote"),
    path("orders/<uuid:order_id>/move", desk.OrderMoveView.as_view(), name="catalogue-order-move"),
    path("sync", desk.CatalogueSyncView.as_view(), name="catalogue-sync"),
    path("reconciliation", desk.ReconciliationView.as_view(), name="catalogue-reconciliation"),
]

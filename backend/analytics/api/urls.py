from django.urls import path

from . import views, visit_views

urlpatterns = [
    path("visits", visit_views.VisitView.as_view(), name="analytics-visits"),
    path("summary", views.SummaryView.as_view(), name="analytics-summary"),
    path("metrics/<str:metric>/rows", views.MetricRowsView.as_view(), name="analytics-metric-rows"),
    path("events", views.EventsView.as_view(), name="analytics-events"),
    path("export/<str:file_name>", views.ExportView.as_view(), name="analytics-export"),
]

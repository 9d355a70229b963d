from django.urls import path

from . import views

urlpatterns = [
    path("usage", views.UsageView.as_view(), name="ai-usage"),
    path("admin/usage-stats", views.SystemUsageView.as_view(), name="ai-usage-stats"),
]

from django.urls import path

from backend.accounts.api import views

urlpatterns = [path("", views.ActivityView.as_view(), name="activity")]

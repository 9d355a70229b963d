from django.urls import path

from backend.accounts.api import views

urlpatterns = [
    path("me", views.MeView.as_view(), name="me"),
    path("me/delete", views.AccountDeleteView.as_view(), name="me-delete"),
    path("me/export", views.AccountExportView.as_view(), name="me-export"),
]

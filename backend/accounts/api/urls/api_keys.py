from django.urls import path

from backend.accounts.api import views

urlpatterns = [
    path("", views.ApiKeyListView.as_view(), name="api-keys"),
    path("<uuid:pk>", views.ApiKeyView.as_view(), name="api-key"),
]

from django.urls import path

from backend.letters.api import pages

urlpatterns = [
    path("unsubscribe/<str:token>", pages.UnsubscribeView.as_view(), name="letters-unsubscribe"),
]

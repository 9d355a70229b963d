from django.urls import path

from backend.letters.api import views

urlpatterns = [path("preferences", views.PreferencesView.as_view(), name="letter-preferences")]

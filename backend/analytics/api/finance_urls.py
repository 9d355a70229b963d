"""What lies under finance/ beside the books themselves."""

from django.urls import path

from . import projection_views

urlpatterns = [
    path("projections", projection_views.ProjectionsView.as_view(), name="finance-projections"),
]

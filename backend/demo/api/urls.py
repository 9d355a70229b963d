from django.urls import path

from backend.demo.api import views

urlpatterns = [
    path("", views.DemoView.as_view(), name="demo"),
    path("/session", views.DemoSessionView.as_view(), name="demo-session"),
]

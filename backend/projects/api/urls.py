from django.urls import path

from . import views

urlpatterns = [
    path("", views.ProjectListView.as_view()),
    path("profile", views.ProfileView.as_view()),
    path("<uuid:project_id>", views.ProjectView.as_view()),
    path("<uuid:project_id>/tasks/<str:task_id>/toggle", views.TaskToggleView.as_view()),
    path("<uuid:project_id>/tasks/<str:task_id>/claim", views.TaskClaimView.as_view()),
    path("<uuid:project_id>/decisions", views.DecisionListView.as_view()),
    path("<uuid:project_id>/decisions/<uuid:decision_id>/reject", views.DecisionRejectView.as_view()),
]

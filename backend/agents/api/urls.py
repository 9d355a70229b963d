"""Mounted before the projects' own paths: what needs the conversation is answered here."""

from django.urls import path

from . import kit_draft_views, kit_views, views

urlpatterns = [
    path("", views.ProjectStartView.as_view(), name="projects"),
    path("active", views.ActiveProjectView.as_view(), name="project-active"),
    path("<uuid:project_id>/messages", views.MessagesView.as_view(), name="project-messages"),
    path("<uuid:project_id>/kit", kit_views.KitView.as_view(), name="project-kit"),
    path(
        "<uuid:project_id>/kit/export/<str:format_name>",
        kit_views.KitExportView.as_view(),
        name="project-kit-export",
    ),
    path(
        "<uuid:project_id>/kit/sections/<str:section>",
        kit_views.KitSectionView.as_view(),
        name="project-kit-section",
    ),
    path(
        "<uuid:project_id>/kit/draft",
        kit_draft_views.KitDraftView.as_view(),
        name="project-kit-draft",
    ),
    path(
        "<uuid:project_id>/messages/<uuid:message_id>/stop",
        views.MessageStopView.as_view(),
        name="message-stop",
    ),
    path(
        "<uuid:project_id>/messages/<uuid:message_id>/retry",
        views.MessageRetryView.as_view(),
        name="message-retry",
    ),
    path(
        "<uuid:project_id>/messages/<uuid:message_id>/edit",
        views.MessageEditView.as_view(),
        name="message-edit",
    ),
]

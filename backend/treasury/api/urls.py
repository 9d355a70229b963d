from django.urls import path

from . import entry_views, export_views, goal_views, writing_views

urlpatterns = [
    path("summary", entry_views.SummaryView.as_view(), name="finance-summary"),
    path("entries/", entry_views.EntryListView.as_view(), name="finance-entries"),
    path("entries/sum", entry_views.EntrySumView.as_view(), name="finance-entries-sum"),
    path("entries/<uuid:entry_id>", entry_views.EntryView.as_view(), name="finance-entry"),
    path("entries/<uuid:entry_id>/reverse", entry_views.EntryReverseView.as_view(), name="finance-reverse"),
    path("expenses/", writing_views.ExpenseListView.as_view(), name="finance-expenses"),
    path("imports/preview", writing_views.ImportPreviewView.as_view(), name="finance-import-preview"),
    path("imports/confirm", writing_views.ImportConfirmView.as_view(), name="finance-import-confirm"),
    path("export/<str:books_format>", export_views.ExportView.as_view(), name="finance-export"),
    path("goals/", goal_views.GoalListView.as_view(), name="finance-goals"),
    path("goals/<uuid:goal_id>", goal_views.GoalView.as_view(), name="finance-goal"),
]

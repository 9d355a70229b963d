from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .models import Business, CreatorProfile, Decision, Playbook, Project, TaskCompletion


@admin.register(CreatorProfile)
class CreatorProfileAdmin(admin.ModelAdmin):
    list_display = ["user", "niche", "primary_platform", "follower_count", "engagement_rate", "updated_at"]
    list_filter = ["primary_platform"]
    list_select_related = ["user"]
    search_fields = ["user__email", "niche"]
    raw_id_fields = ["user", "workspace"]
    readonly_fields = ["created_at", "updated_at"]


@admin.register(Business)
class BusinessAdmin(admin.ModelAdmin):
    list_display = ["name", "workspace", "created_at"]
    list_select_related = ["workspace"]
    search_fields = ["name", "workspace__name"]
    raw_id_fields = ["workspace"]
    date_hierarchy = "created_at"


@admin.register(Playbook)
class PlaybookAdmin(admin.ModelAdmin):
    """Read only: playbooks are published from files, and a published version never changes."""

    list_display = ["key", "version", "title", "created_at"]
    list_filter = ["key"]
    search_fields = ["key", "title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Playbook]:
        return super().get_queryset(request).order_by("key", "-version")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Playbook | None = None) -> bool:
        return False


class TaskCompletionInline(admin.TabularInline):
    model = TaskCompletion
    extra = 0
    fields = ("task_id", "title", "state", "completed_via", "completed_at", "confidence")
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Project | None = None) -> bool:
        return False


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin):
    list_display = ["business", "user", "playbook", "status", "target_date", "started_at"]
    list_filter = ["status", "playbook__key"]
    list_select_related = ["business", "user", "playbook"]
    search_fields = ["business__name", "user__email", "workspace__name"]
    raw_id_fields = ["workspace", "user", "business", "playbook"]
    readonly_fields = ["created_at", "updated_at"]
    date_hierarchy = "started_at"
    inlines = [TaskCompletionInline]


@admin.register(TaskCompletion)
class TaskCompletionAdmin(admin.ModelAdmin):
    list_display = ["title", "project", "state", "completed_via", "confidence", "completed_at"]
    list_filter = ["state", "completed_via", "task_id"]
    list_select_related = ["project__business", "project__playbook"]
    search_fields = ["title", "evidence", "project__business__name", "project__user__email"]
    raw_id_fields = ["project"]


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ["category", "display", "project", "confidence", "is_current", "rejected_at", "created_at"]
    list_filter = ["category", "is_current"]
    list_select_related = ["project__business", "project__playbook"]
    search_fields = ["display", "quote", "project__business__name", "project__user__email"]
    raw_id_fields = ["project", "superseded_by"]
    date_hierarchy = "created_at"

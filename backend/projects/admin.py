from difflib import unified_diff
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from backend.accounts.glances import Glance, glance
from backend.accounts.models import User
from backend.core.administration import CappedPaginator, LongTableAdmin, as_uuid, counted, log_changes

from .models import (
    Business,
    CreatorProfile,
    Decision,
    KitEdit,
    LaunchKit,
    Playbook,
    PlaybookDraft,
    Project,
    ProjectStatus,
    TaskCompletion,
)
from .services import playbooks, projects


@glance
def launches(user: User) -> list[Glance]:
    theirs = Project.objects.filter(user=user).with_everything().order_by("-pk")[:10]
    return [
        Glance(
            "Project",
            f"{project.business.name} ({project.get_status_display().lower()}, {project.playbook})",
            reverse("admin:projects_project_change", args=[project.pk]),
        )
        for project in theirs
    ]


@admin.register(CreatorProfile)
class CreatorProfileAdmin(admin.ModelAdmin):
    list_display = ["user", "niche", "primary_platform", "follower_count", "engagement_rate", "updated_at"]
    list_filter = ["primary_platform"]
    list_select_related = ["user"]
    search_fields = ["user__email", "niche"]
    ordering = ["-pk"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    raw_id_fields = ["user", "workspace"]
    readonly_fields = ["created_at", "updated_at"]


@admin.register(Business)
class BusinessAdmin(admin.ModelAdmin):
    list_display = ["name", "workspace", "created_at"]
    list_select_related = ["workspace"]
    search_fields = ["name", "workspace__name"]
    raw_id_fields = ["workspace"]
    ordering = ["-pk"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER


@admin.register(Playbook)
class PlaybookAdmin(admin.ModelAdmin):
    """Read only: a published version never changes. The next one is written as a draft."""

    change_form_template = "admin/projects/playbook/version.html"
    list_display = ["key", "version", "title", "origin", "followed_by", "created_at"]
    list_filter = ["key"]
    search_fields = ["key", "title"]
    fields = ["key", "version", "title", "origin", "created_at", "whole"]
    readonly_fields = fields  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Playbook]:
        return (
            super()
            .get_queryset(request)
            .annotate(projects_count=Count("projects"))
            .order_by("key", "-version")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Playbook | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Playbook | None = None) -> bool:
        return False

    @admin.display(description="From")
    def origin(self, playbook: Playbook) -> str:
        return "Written here" if playbook.made_here else "A file of the product"

    @admin.display(description="Projects on it", ordering="projects_count")
    def followed_by(self, playbook: Playbook) -> int:
        return int(playbook.projects_count)  # type: ignore[attr-defined]

    @admin.display(description="Content")
    def whole(self, playbook: Playbook) -> SafeString:
        return format_html('<pre class="playbook">{}</pre>', playbooks.written(playbook.content))

    def get_urls(self) -> list[URLPattern]:
        draft = path(
            "<uuid:playbook_id>/draft/",
            self.admin_site.admin_view(require_POST(self.draft)),
            name="projects_playbook_draft",
        )
        return [draft, *super().get_urls()]

    def draft(self, request: HttpRequest, playbook_id: UUID) -> HttpResponse:
        """Begin the next version from this one and open it."""
        if not request.user.has_perm("projects.add_playbookdraft"):
            raise PermissionDenied
        begun = playbooks.start_draft(based_on=get_object_or_404(Playbook, pk=playbook_id))
        self.log_addition(request, begun, f"Begun from version {begun.based_on.version}.")
        return HttpResponseRedirect(reverse("admin:projects_playbookdraft_change", args=[quote(begun.pk)]))


class PlaybookDraftForm(forms.ModelForm):
    """Takes whatever is typed: what is wrong with it is said beside it, and nothing is lost."""

    text = forms.CharField(
        strip=False,
        label="The playbook as JSON",
        widget=forms.Textarea(
            attrs={"rows": 40, "spellcheck": "false", "class": "playbook-text", "wrap": "off"}
        ),
    )

    class Meta:
        model = PlaybookDraft
        fields = ["text"]

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


@admin.register(PlaybookDraft)
class PlaybookDraftAdmin(admin.ModelAdmin):
    form = PlaybookDraftForm
    change_form_template = "admin/projects/playbookdraft/editor.html"
    ordering = ["-pk"]
    list_display = ["__str__", "ready", "updated_at", "created_at"]
    list_select_related = ["based_on"]
    fields = ["text"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        # A draft begins from a published version.
        return False

    @admin.display(description="Ready", boolean=True)
    def ready(self, draft: PlaybookDraft) -> bool:
        return not playbooks.problems_of(draft)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        draft = self.get_object(request, object_id)
        problems = playbooks.problems_of(draft) if draft else []
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "problems": problems}
        )

    def response_change(self, request: HttpRequest, obj: PlaybookDraft) -> HttpResponse:
        if "_publish" in request.POST and not playbooks.problems_of(obj):
            return HttpResponseRedirect(reverse("admin:projects_playbookdraft_publish", args=[quote(obj.pk)]))
        if "_publish" in request.POST:
            self.message_user(
                request, "The draft is saved, but not ready to be published yet.", messages.WARNING
            )
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def get_urls(self) -> list[URLPattern]:
        publish = path(
            "<uuid:draft_id>/publish/",
            self.admin_site.admin_view(self.publish),
            name="projects_playbookdraft_publish",
        )
        return [publish, *super().get_urls()]

    def publish(self, request: HttpRequest, draft_id: UUID) -> HttpResponse:
        """Show what differs from the version before; publish when that is confirmed."""
        draft = PlaybookDraft.objects.select_related("based_on").filter(pk=draft_id).first()
        if draft is None:
            raise Http404
        if not self.has_publish_permission(request):
            raise PermissionDenied
        back = reverse("admin:projects_playbookdraft_change", args=[quote(draft.pk)])
        if playbooks.problems_of(draft):
            self.message_user(request, "The draft is not ready to be published yet.", messages.WARNING)
            return HttpResponseRedirect(back)
        if request.method == "POST":
            return self._published(request, draft, back)
        former = Playbook.objects.newest(draft.based_on.key) or draft.based_on
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Publish version {former.version + 1} of {former.title}",
            "draft": draft,
            "former": former,
            "difference": _difference(playbooks.written(former.content), draft.text),
            "followers": Project.objects.filter(playbook=former, status=ProjectStatus.ACTIVE).count(),
            "back": back,
        }
        return TemplateResponse(request, "admin/projects/playbookdraft/publish.html", context)

    def _published(self, request: HttpRequest, draft: PlaybookDraft, back: str) -> HttpResponse:
        try:
            playbook = playbooks.publish_draft(draft=draft)
        except playbooks.DraftNotReady as error:
            self.message_user(request, error.detail, messages.ERROR)
            return HttpResponseRedirect(back)
        log_changes(request, [playbook], f"Published from a draft of version {draft.based_on.version}.")
        self.message_user(request, f"{playbook} is published. Whoever starts from now on follows it.")
        return HttpResponseRedirect(reverse("admin:projects_playbook_change", args=[quote(playbook.pk)]))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("projects.add_playbook")


def _difference(former: str, new: str) -> list[tuple[str, str]]:
    """Return the changed lines with a little around them, each with what it is: added, removed, place or same."""
    kinds = {"+": "added", "-": "removed", "@": "place"}
    lines = list(unified_diff(former.splitlines(), new.splitlines(), n=2, lineterm=""))[2:]
    return [(kinds.get(line[:1], "same"), line) for line in lines]


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
    ordering = ["-pk"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    inlines = [TaskCompletionInline]
    actions = ["archive"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Project], search_term: str
    ) -> tuple[QuerySet[Project], bool]:
        wanted = as_uuid(search_term)
        if wanted is not None:
            return queryset.filter(pk=wanted), False
        return super().get_search_results(request, queryset, search_term)

    @admin.action(description="Archive", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Project]) -> None:
        actor = request.user.pk
        open_ones = list(queryset.exclude(status=ProjectStatus.ARCHIVED))
        for project in open_ones:
            projects.update(project=project, actor_id=actor, status=ProjectStatus.ARCHIVED)
        log_changes(request, open_ones, "Archived.")
        self.message_user(request, f"{counted(len(open_ones), 'project')} archived.")


@admin.register(TaskCompletion)
class TaskCompletionAdmin(LongTableAdmin):
    list_display = ["title", "project", "state", "completed_via", "confidence", "completed_at"]
    list_filter = ["state", "completed_via"]
    list_select_related = ["project__business", "project__playbook"]
    search_ids = ("pk", "project_id")
    search_help_text = "A creator's e-mail address, or the id of a project."
    raw_id_fields = ["project"]

    def found(self, queryset: QuerySet[TaskCompletion], term: str) -> QuerySet[TaskCompletion]:  # type: ignore[override]
        return queryset.filter(project__in=_projects_of(term))


@admin.register(Decision)
class DecisionAdmin(LongTableAdmin):
    list_display = ["category", "display", "project", "confidence", "is_current", "rejected_at", "created_at"]
    list_filter = ["category", "is_current"]
    list_select_related = ["project__business", "project__playbook"]
    search_ids = ("pk", "project_id", "source_message_id")
    search_help_text = "A creator's e-mail address or business, or the id of a project or a message."
    raw_id_fields = ["project", "superseded_by"]

    def found(self, queryset: QuerySet[Decision], term: str) -> QuerySet[Decision]:  # type: ignore[override]
        return queryset.filter(project__in=_projects_of(term))


def _projects_of(term: str) -> QuerySet[Project]:
    by_creator = Project.objects.filter(user__email__icontains=term)
    return (by_creator | Project.objects.filter(business__name__icontains=term)).values("pk")  # type: ignore[return-value]


class KitEditInline(admin.TabularInline):
    model = KitEdit
    extra = 0
    fields = ("section", "edited_by", "edited_at", "sandbox")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: LaunchKit | None = None) -> bool:
        return False


@admin.register(LaunchKit)
class LaunchKitAdmin(admin.ModelAdmin):
    list_display = ["project", "version", "draft_status", "draft_sandbox", "updated_at"]
    list_filter = ["draft_status", "draft_sandbox"]
    list_select_related = ["project__business", "project__playbook"]
    search_fields = ["project__business__name", "project__user__email"]
    raw_id_fields = ["project"]
    readonly_fields = ["version", "draft_fence", "draft_begun_at", "created_at", "updated_at"]
    ordering = ["-pk"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    inlines = [KitEditInline]

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from backend.core.administration import CappedPaginator, as_uuid, counted, log_changes
from backend.core.realtime import close_user

from . import glances
from .models import ApiKey, Membership, User, Workspace
from .services import api_keys, people, signups


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


class EditUserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.is_demo and (cleaned.get("is_staff") or cleaned.get("is_superuser")):
            raise ValidationError("The demo creator cannot be given any of this.", code="demo")
        return dict(cleaned)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["user", "workspace"]


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = EditUserForm
    add_form = NewUserForm
    ordering = ["-created_at", "-pk"]
    list_display = ["email", "name", "workspaces", "is_active", "is_staff", "last_login", "created_at"]
    list_filter = ["is_active", "is_staff", "is_superuser", "is_demo"]
    search_fields = ["email", "name"]
    search_help_text = "An e-mail address, a name or an id."
    readonly_fields = ["at_a_glance", "last_login", "created_at", "updated_at"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    inlines = [MembershipInline]
    actions = ["deactivate", "reactivate", "sign_out"]
    fieldsets = [
        ("At a glance", {"fields": ["at_a_glance"]}),
        (None, {"fields": ["email", "password", "name", "time_zone"]}),
        (
            "What they may do",
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        ("History", {"fields": ["last_login", "created_at", "updated_at"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[Any]:
        return self.inlines if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("memberships__workspace")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        wanted = as_uuid(search_term)
        if wanted is not None:
            return queryset.filter(pk=wanted), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="Workspaces")
    def workspaces(self, user: User) -> str:
        return ", ".join(membership.workspace.name for membership in user.memberships.all())

    @admin.display(description="This person")
    def at_a_glance(self, user: User) -> SafeString:
        """Everything the apps know of this person, each with the way to it."""
        own = [
            glances.Glance(
                "Workspace",
                f"{membership.workspace.name} ({membership.get_role_display().lower()})",
                reverse("admin:accounts_workspace_change", args=[membership.workspace_id]),
            )
            for membership in user.memberships.all()
        ]
        rows = map(_shown, [*own, *glances.at(user)])
        return format_html("<table>{}</table>", format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", rows))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            signups.complete(user=obj, name=obj.name)
        elif "is_active" in form.changed_data and not obj.is_active:
            people.sign_out_everywhere(user=obj)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        # Called after every change, a new password included: who may no longer be here is signed out.
        close_user(obj.pk)
        return super().log_change(request, obj, message)

    @admin.action(description="Deactivate and sign out", permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Nobody locks themselves out: whoever acts is passed over."""
        changed = [user for user in queryset if user != request.user and people.deactivate(user=user)]
        log_changes(request, changed, "Deactivated and signed out everywhere.")
        self.message_user(request, f"{counted(len(changed), 'person', 'people')} can no longer sign in.")

    @admin.action(description="Reactivate", permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        changed = [user for user in queryset if people.reactivate(user=user)]
        log_changes(request, changed, "Reactivated.")
        self.message_user(request, f"{counted(len(changed), 'person', 'people')} can sign in again.")

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        ended = {user: people.sign_out_everywhere(user=user) for user in queryset}
        log_changes(request, [user for user, sessions in ended.items() if sessions], "Signed out everywhere.")
        self.message_user(request, f"{counted(sum(ended.values()), 'session')} ended.")


def _shown(found: glances.Glance) -> tuple[str, str | SafeString]:
    text = format_html('<a href="{}">{}</a>', found.link, found.text) if found.link else found.text
    return found.label, text


@admin.register(Workspace)
class WorkspaceAdmin(admin.ModelAdmin):
    ordering = ["-created_at", "-pk"]
    list_display = ["name", "id", "created_at"]
    search_fields = ["name", "memberships__user__email"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    inlines = [MembershipInline]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Workspace], search_term: str
    ) -> tuple[QuerySet[Workspace], bool]:
        wanted = as_uuid(search_term)
        if wanted is not None:
            return queryset.filter(pk=wanted), False
        return super().get_search_results(request, queryset, search_term)


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin):
    """Looks after keys without ever showing what opens them."""

    ordering = ["-pk"]
    list_display = ["name", "prefix", "user", "workspace", "last_used_at", "revoked_at", "created_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "prefix", "user__email", "workspace__name"]
    list_select_related = ["user", "workspace"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = ["name", "prefix", "user", "workspace", "scopes", "last_used_at", "revoked_at", "created_at"]
    readonly_fields = fields  # type: ignore[assignment]
    actions = ["revoke"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description="Revoke", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        live = list(queryset.filter(revoked_at=None))
        for key in live:
            api_keys.revoke(key=key, actor=request.user)  # type: ignore[arg-type]
        log_changes(request, live, "Revoked.")
        self.message_user(request, f"{counted(len(live), 'key')} no longer open anything.")


class UserSessionAdmin(admin.ModelAdmin):
    """Who is signed in where; the session's key, which opens it, is not shown."""

    ordering = ["-pk"]
    list_display = ["user", "ip", "user_agent", "created_at", "last_seen_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "ip"]
    fields = ["user", "ip", "user_agent", "created_at", "last_seen_at"]
    readonly_fields = fields  # type: ignore[assignment]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        people.end_session(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        for session in queryset:
            people.end_session(session)


if admin.site.is_registered(UserSession):
    admin.site.unregister(UserSession)
admin.site.register(UserSession, UserSessionAdmin)

"""Starting a launch and changing its frame: date, status, plan, business name."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from backend.accounts.models import User, Workspace
from backend.accounts.selectors import home_workspace
from backend.core.errors import ApplicationError
from backend.events.services import outbox
from backend.projects import events, plan, selectors
from backend.projects.models import Business, Playbook, Project, ProjectStatus

from . import announcements

DEFAULT_PLAYBOOK = "premium_community"


class ProjectActive(ApplicationError):
    code = "project_active"
    status = 409
    detail = "You already have an active launch. Pause, complete or archive it before another one."


class UnknownPlaybook(ApplicationError):
    code = "unknown_playbook"
    status = 404
    detail = "There is no playbook of that name."


class Unset:
    """Says that an argument was not given, where None has a meaning."""


UNSET: Final = Unset()


def start(
    *,
    user: User,
    workspace: Workspace | None = None,
    playbook: str = DEFAULT_PLAYBOOK,
    target_date: date | None = None,
    business_name: str = "",
) -> Project:
    """Start the newest version of `playbook`, with or without a profile; the workspace defaults to the home.

    Raises ProjectActive, also for the second of two simultaneous calls, and UnknownPlaybook.
    """
    chosen = Playbook.objects.newest(playbook)
    if chosen is None:
        raise UnknownPlaybook
    workspace = workspace or home_workspace(user)
    try:
        with transaction.atomic():
            return _create(user, workspace, chosen, target_date, business_name.strip())
    except IntegrityError as error:
        if selectors.has_active_project(user):
            raise ProjectActive from error
        raise


def _create(
    user: User, workspace: Workspace, playbook: Playbook, target_date: date | None, business_name: str
) -> Project:
    project = Project.objects.create(
        workspace=workspace,
        user=user,
        business=_business(user, workspace, business_name),
        playbook=playbook,
        target_date=target_date,
    )
    _record(
        events.PROJECT_STARTED, project, actor_id=user.pk, playbook=playbook.key, version=playbook.version
    )
    return project


def _business(user: User, workspace: Workspace, name: str) -> Business:
    """Return a new business of that name, else the workspace's newest, else one named after the user."""
    newest = Business.objects.for_workspace(workspace).order_by("-created_at", "-id").first()
    if newest is not None and name in {"", newest.name}:
        return newest
    return Business.objects.create(
        workspace=workspace, name=name or f"{user.get_short_name()}’s community"[:120]
    )


@transaction.atomic
def update(
    *,
    project: Project,
    actor_id: UUID | None = None,
    target_date: date | Unset | None = UNSET,
    status: str | None = None,
    customized_plan: dict[str, Any] | None = None,
    business_name: str | None = None,
) -> Project:
    """Change what was given. Raises ProjectActive where another launch is active, and plan.InvalidPlan."""
    locked = lock(project)
    if not isinstance(target_date, Unset):
        locked.target_date = target_date
    if customized_plan is not None:
        locked.customized_plan = plan.validated(locked.playbook.content, customized_plan)
    if business_name is not None:
        locked.business.name = business_name
        locked.business.save(update_fields=["name", "updated_at"])
    former = locked.status
    locked.move_to(status or former)
    _save(locked)
    _record(events.PROJECT_UPDATED, locked, actor_id=actor_id)
    if locked.status != former:
        _record(events.PROJECT_STATUS_CHANGED, locked, actor_id=actor_id, former=former, status=locked.status)
    announcements.progress_changed(locked)
    return locked


def _save(project: Project) -> None:
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError as error:
        if project.status == ProjectStatus.ACTIVE and selectors.has_active_project(project.user):
            raise ProjectActive from error
        raise


def lock(project: Project) -> Project:
    """Return the project read anew and locked until the transaction ends, so that its changes queue up."""
    return Project.objects.with_everything().select_for_update(of=("self",)).get(pk=project.pk)


def _record(name: str, project: Project, *, actor_id: UUID | None, **payload: Any) -> None:
    outbox.record(
        name,
        payload={"project_id": str(project.pk), **payload},
        workspace_id=project.workspace_id,
        actor_id=actor_id,
    )

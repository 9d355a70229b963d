"""Questions about projects that only read. Who sees what is decided here: a stranger finds nothing."""

from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import User
from backend.accounts.selectors import can_edit
from backend.core.errors import ApplicationError, NotFound

from . import values, wire
from .launch import Launch
from .models import CreatorProfile, Decision, Project
from .wire import Wire


class NoProfile(ApplicationError):
    code = "no_profile"
    status = 404
    detail = "There is no profile yet. Tell us about your audience first."


def profile_of(user: User) -> CreatorProfile | None:
    return CreatorProfile.objects.visible_to(user).filter(user=user).first()


def existing_profile(user: User) -> CreatorProfile:
    """Return the user's profile. Raises NoProfile."""
    profile = profile_of(user)
    if profile is None:
        raise NoProfile
    return profile


def active_project(user: User) -> Project | None:
    """Return the user's one active project with its business, playbook and user, or None."""
    return Project.objects.visible_to(user).active().filter(user=user).with_everything().first()


def has_active_project(user: User) -> bool:
    """Say whether the user has an active project anywhere, whatever the caller may see."""
    return Project.objects.active().filter(user=user).exists()


def project_for(user: User, project_id: UUID | str) -> Project:
    """Return a project of a workspace that `user` is a member of. Raises NotFound for anyone else's."""
    project = Project.objects.visible_to(user).filter(pk=project_id).with_everything().first()
    if project is None:
        raise NotFound
    return project


def projects_of(user: User) -> QuerySet[Project]:
    """Every project the user may see, whatever its status."""
    return Project.objects.visible_to(user).with_everything()


def decisions_of(project: Project) -> QuerySet[Decision]:
    return Decision.objects.filter(project=project).newest_first()


def launch(project: Project) -> Launch:
    """Load what is done and decided: two queries, whatever the history's length."""
    completions = {completion.task_id: completion for completion in project.completions.all()}
    return Launch(project, completions, list(project.decisions.order_by("created_at", "id")))


def workspace_state(project: Project, *, user: User | None = None) -> Wire:
    """Return everything of `projects/active` but the conversation, in four queries.

    `user` is who looks at it; without one it is the project's own creator.
    """
    now = launch(project)
    profile = CreatorProfile.objects.filter(user=project.user_id).first()
    return {
        "id": str(project.pk),
        "status": project.status,
        "business": {"id": str(project.business.pk), "name": project.business.name},
        "playbook": {
            "key": project.playbook.key,
            "version": project.playbook.version,
            "title": project.playbook.title,
            "decisions": now.questions(profile.facts if profile else None),
        },
        "target_date": project.target_date.isoformat() if project.target_date else None,
        "started_at": wire.moment(project.started_at),
        "completed_at": wire.moment(project.completed_at),
        "customized_plan": project.customized_plan,
        "phases": now.phases_wire(),
        "decisions": [wire.decision(decision) for decision in now.decisions],
        "progress": now.progress.as_wire(),
        "can_edit": can_edit(user or project.user, project.workspace_id),
    }


def task_change(project: Project, task_id: str) -> Wire:
    """Return a task and the project's progress as they are now."""
    now = launch(project)
    return {"task": now.task(task_id), "progress": now.progress.as_wire()}


def project_summary(project: Project) -> Wire:
    """Return a project as a list shows it; needs `with_everything` and no further query."""
    return {
        "id": str(project.pk),
        "user_id": str(project.user_id),
        "status": project.status,
        "business": {"id": str(project.business.pk), "name": project.business.name},
        "playbook": {
            "key": project.playbook.key,
            "version": project.playbook.version,
            "title": project.playbook.title,
        },
        "target_date": project.target_date.isoformat() if project.target_date else None,
        "started_at": wire.moment(project.started_at),
        "completed_at": wire.moment(project.completed_at),
    }


def partner_context(project: Project) -> dict[str, Wire]:
    """Return what the partner is told as data: `{"creator": {…}, "project": {…}}`, plain JSON."""
    now = launch(project)
    profile = CreatorProfile.objects.filter(user=project.user_id).first()
    pricing = now.current.get(values.PRICING)
    advice = {
        point["category"]: point["recommendation"]
        for point in now.questions(profile.facts if profile else None)
    }
    return {
        "creator": _creator(project.user, profile),
        "project": {
            "playbook": project.playbook.key,
            "today": now.today().isoformat(),
            "currency": pricing.value["currency"] if pricing else "USD",
            "target_date": project.target_date.isoformat() if project.target_date else None,
            "decisions": {category: _decided(now.current.get(category)) for category in values.CATEGORIES},
            "tasks": _tasks(now),
            "recommendations": advice,
        },
    }


def _creator(user: User, profile: CreatorProfile | None) -> Wire:
    fields = (
        "primary_platform",
        "follower_count",
        "engagement_rate",
        "niche",
        "demographics",
        "signals",
        "personality",
    )
    known = wire.profile(profile) if profile else {}
    return {"name": user.name, **{field: known.get(field) for field in fields}}


def _decided(decision: Decision | None) -> Wire | None:
    return {"value": decision.value, "display": decision.display} if decision else None


def _tasks(now: Launch) -> list[Wire]:
    return [
        {
            "task_id": task["task_id"],
            "title": task["title"],
            "phase": phase["id"],
            "completed": task["task_id"] in now.completed,
        }
        for phase in now.phases
        for task in phase["tasks"]
    ]

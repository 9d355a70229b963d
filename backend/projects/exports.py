"""What of a creator's launches they may take along, and what goes when they leave."""

from collections.abc import Iterator

from backend.accounts.departures import on_departure
from backend.accounts.models import User
from backend.accounts.portability import exports

from . import selectors, wire
from .models import CreatorProfile, KitEdit, LaunchKit, Project
from .wire import Wire


@exports("profile")
def profile(user: User) -> Wire | None:
    row = CreatorProfile.objects.filter(user=user).first()
    return wire.profile(row) if row else None


@exports("launches")
def launches(user: User) -> Iterator[Wire]:
    for project in Project.objects.filter(user=user).with_everything().order_by("created_at"):
        yield {
            **selectors.project_summary(project),
            "customized_plan": project.customized_plan,
            "decisions": [wire.decision(row) for row in selectors.decisions_of(project)],
            "tasks": list(
                project.completions.order_by("created_at").values(
                    "task_id", "title", "state", "completed_via", "completed_at", "evidence"
                )
            ),
            "kit": {
                "sections_edited": list(
                    KitEdit.objects.filter(kit__project=project)
                    .order_by("edited_at")
                    .values("section", "markdown", "items", "edited_at")
                ),
                "positioning_drafted": LaunchKit.objects.filter(project=project)
                .values_list("draft_text", flat=True)
                .first()
                or "",
            },
        }


@on_departure
def forget_profile(user: User) -> None:
    """The audience's numbers are personal wherever they are kept; launches in others' workspaces stay there."""
    CreatorProfile.objects.filter(user=user).delete()

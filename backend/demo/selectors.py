"""Who the demo creator is, where there is one."""

from uuid import UUID

from backend.accounts.models import User
from backend.projects.models import Project

from .reading import story


def demo_creator() -> User | None:
    """Return the demo creator, or None in an installation that has not made one."""
    return User.objects.filter(email=story().person["email"], is_demo=True, is_active=True).first()


def launch_of(creator: User) -> UUID | None:
    """Return the launch that the demo creator is in the middle of."""
    return Project.objects.active().filter(user=creator).values_list("pk", flat=True).first()

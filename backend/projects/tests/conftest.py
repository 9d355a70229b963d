from typing import Any

import pytest

from backend.accounts.models import Role, User, Workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.core.realtime import push
from backend.projects.models import Playbook, Project

from .factories import ProjectFactory, published_playbook


@pytest.fixture
def playbook(db: None) -> Playbook:
    return published_playbook()


@pytest.fixture
def project(ada: User) -> Project:
    """Ada's active launch, freshly started."""
    return ProjectFactory(user=ada)


@pytest.fixture
def viewer(ada_workspace: Workspace) -> User:
    viewer = UserFactory(email="vi@example.com", name="Vi")
    MembershipFactory(workspace=ada_workspace, user=viewer, role=Role.VIEWER)
    return viewer


@pytest.fixture
def accountant(ada_workspace: Workspace) -> User:
    accountant = UserFactory(email="al@example.com", name="Al")
    MembershipFactory(workspace=ada_workspace, user=accountant, role=Role.ACCOUNTANT)
    return accountant


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What was pushed to open pages; nothing is before its transaction commits."""
    pushed: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(push, "publish", lambda topic, frame: pushed.append((topic, frame)))
    return pushed

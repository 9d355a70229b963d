import pytest

from backend.accounts.models import User
from backend.demo.services import creator
from backend.projects.models import Playbook, Project
from backend.projects.tests.factories import published_playbook


@pytest.fixture
def playbook(db: None) -> Playbook:
    return published_playbook()


@pytest.fixture
def nora(playbook: Playbook) -> User:
    """The demo creator, as a start makes her."""
    made = creator.rebuild()
    assert made is not None
    return made


@pytest.fixture
def launch(nora: User) -> Project:
    return Project.objects.with_everything().get(user=nora)

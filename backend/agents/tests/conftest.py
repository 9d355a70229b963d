import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.agents.models import Message
from backend.agents.services import conversations
from backend.projects.models import Playbook, Project
from backend.projects.tests.factories import CreatorProfileFactory, published_playbook

from .partner import Sandbox, settled


@pytest.fixture(scope="session")
def sandbox_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data: Path = tmp_path_factory.mktemp("sandbox") / "data"
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox.serve", "--port", "0", "--data", str(data)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def sandbox(sandbox_address: str, settings: Settings) -> Iterator[Sandbox]:
    """The sandbox at rest and fast, with the model settings pointing at it."""
    sandbox = Sandbox(sandbox_address)
    sandbox.reset()
    settings.ANTHROPIC_BASE_URL = sandbox.base_url
    yield sandbox
    sandbox.reset()
    settled()


@pytest.fixture
def playbook(transactional_db: None) -> Playbook:
    return published_playbook()


@pytest.fixture
def launch(playbook: Playbook, sandbox: Sandbox, ada: User) -> Project:
    """Ada's launch, greeted."""
    CreatorProfileFactory(user=ada)
    project = conversations.start_project(
        user=ada, workspace=home_workspace(ada), business_name="Pixel & Pine"
    )
    settled()
    return project


@pytest.fixture
def welcome(launch: Project) -> Message:
    return launch.conversation.messages.get(position=1)

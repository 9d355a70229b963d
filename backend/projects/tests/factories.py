"""Ventures as they are in the middle of things. The playbook is the real one, published from its file."""

from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from backend.accounts.selectors import home_workspace
from backend.accounts.tests.factories import UserFactory
from backend.projects.models import (
    Business,
    CompletedVia,
    CreatorProfile,
    Decision,
    Playbook,
    PrimaryPlatform,
    Project,
    TaskCompletion,
    TaskState,
)
from backend.projects.playbooks import files
from backend.projects.services import playbooks


def content() -> dict[str, Any]:
    """Return the premium community playbook as its file has it."""
    return files.load(files.FOLDER / "premium_community.json")


def published_playbook() -> Playbook:
    return playbooks.publish(content=content())[0]


class CreatorProfileFactory(DjangoModelFactory[CreatorProfile]):
    """The creator of the worked example: 50,000 followers of whom 6.5 % answer."""

    class Meta:
        model = CreatorProfile

    user = factory.SubFactory(UserFactory)
    workspace = factory.LazyAttribute(lambda profile: home_workspace(profile.user))
    primary_platform = PrimaryPlatform.YOUTUBE
    follower_count = 50_000
    engagement_rate = Decimal("6.5")
    niche = "Pixel art"


class BusinessFactory(DjangoModelFactory[Business]):
    class Meta:
        model = Business

    workspace = factory.LazyFunction(lambda: home_workspace(UserFactory()))
    name = "Pixel & Pine"


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    user = factory.SubFactory(UserFactory)
    workspace = factory.LazyAttribute(lambda project: home_workspace(project.user))
    business = factory.SubFactory(BusinessFactory, workspace=factory.SelfAttribute("..workspace"))
    playbook = factory.LazyFunction(published_playbook)


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    project = factory.SubFactory(ProjectFactory)
    category = "platform"
    value = "discord"
    display = "Discord"


class TaskCompletionFactory(DjangoModelFactory[TaskCompletion]):
    class Meta:
        model = TaskCompletion

    project = factory.SubFactory(ProjectFactory)
    task_id = "gather_numbers"
    title = "Write down the numbers you already have"
    state = TaskState.COMPLETED
    completed_via = CompletedVia.MANUAL
    completed_at = factory.LazyFunction(timezone.now)

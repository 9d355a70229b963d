"""A superuser can work in the admin: every list opens, is searched and shows its rows."""

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.projects.models import Business, CreatorProfile, Decision, Playbook, Project, TaskCompletion

from .factories import CreatorProfileFactory, DecisionFactory, TaskCompletionFactory

MODELS = [Business, CreatorProfile, Decision, Playbook, Project, TaskCompletion]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_and_rows_open(root: User, model: type[Project]) -> None:
    decision = DecisionFactory()
    TaskCompletionFactory(project=decision.project)
    CreatorProfileFactory(user=decision.project.user)
    client = Client()
    client.force_login(root)
    name = f"admin:projects_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist"), {"q": "pixel"}).status_code == 200
    row = model.objects.get()
    assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


def test_a_plan_or_a_value_that_makes_no_sense_is_refused_there_too(db: None) -> None:
    decision = DecisionFactory()
    decision.value, decision.project.customized_plan = "???", {"skip": ["fly"]}
    with pytest.raises(ValidationError, match="A platform is a short name"):
        decision.full_clean()
    with pytest.raises(ValidationError, match="not a task of this plan"):
        decision.project.full_clean()


def test_a_corrected_value_brings_its_words_along(db: None) -> None:
    decision = DecisionFactory()
    decision.value = "Circle.so"
    decision.full_clean()
    assert (decision.value, decision.display) == ("circle", "Circle")


def test_published_playbooks_are_read_only() -> None:
    playbooks = admin.site._registry[Playbook]
    assert playbooks.has_add_permission(None) is False  # type: ignore[arg-type]
    assert playbooks.has_change_permission(None) is False  # type: ignore[arg-type]

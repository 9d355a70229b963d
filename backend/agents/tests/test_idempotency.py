"""A POST that costs, sent again with its Idempotency-Key, has its effect once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.agents.models import Message
from backend.agents.services import messages
from backend.agents.services.messages import Exchange
from backend.core.api import idempotency
from backend.core.models import IdempotencyRecord
from backend.projects.models import Playbook, Project

from .partner import Sandbox, settled

pytestmark = pytest.mark.django_db(transaction=True)
PROJECTS = "/api/v1/projects/"


def test_the_same_start_again_gets_the_same_answer(
    playbook: Playbook, sandbox: Sandbox, ada_client: APIClient
) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first = ada_client.post(PROJECTS, {"business_name": "Pixel & Pine"}, headers=key)
    again = ada_client.post(PROJECTS, {"business_name": "Pixel & Pine"}, headers=key)
    settled()
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["id"] == first.json()["id"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Project.objects.count() == 1
    unkeyed = ada_client.post(PROJECTS, {"business_name": "Pixel & Pine"})
    assert unkeyed.json()["code"] == "project_active"


def test_a_retry_sent_twice_writes_one_answer(
    launch: Project, ada_client: APIClient, sandbox: Sandbox
) -> None:
    sandbox.fail("down")
    sent = {"client_id": str(uuid4()), "text": "Hello"}
    answer = ada_client.post(f"{PROJECTS}{launch.pk}/messages", sent).json()["assistant"]
    settled()
    sandbox.clear_faults()
    key = {"Idempotency-Key": "again"}
    address = f"{PROJECTS}{launch.pk}/messages/{answer['id']}/retry"
    first = ada_client.post(address, headers=key)
    settled()
    again = ada_client.post(address, headers=key)
    assert (first.status_code, again.status_code) == (202, 202)
    assert Message.objects.get(pk=answer["id"]).fence == 2


def test_a_key_belongs_to_one_request(launch: Project, ada_client: APIClient) -> None:
    key = {"Idempotency-Key": "one"}
    address = f"{PROJECTS}{launch.pk}/messages"
    ada_client.post(address, {"client_id": str(uuid4()), "text": "Hello"}, headers=key)
    settled()
    other = ada_client.post(address, {"client_id": str(uuid4()), "text": "Something else"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert launch.conversation.messages.count() == 3


def test_a_refusal_is_not_remembered(launch: Project, ada_client: APIClient) -> None:
    key = {"Idempotency-Key": "one"}
    address = f"{PROJECTS}{launch.pk}/messages"
    empty = ada_client.post(address, {"client_id": str(uuid4()), "text": ""}, headers=key)
    assert empty.status_code == 400
    written = ada_client.post(address, {"client_id": str(uuid4()), "text": "Hello"}, headers=key)
    settled()
    assert written.status_code == 202


def test_the_same_request_under_way_is_said_to_be(launch: Project, ada: User, ada_client: APIClient) -> None:
    address = f"{PROJECTS}{launch.pk}/messages"
    sent = {"client_id": str(uuid4()), "text": "Hello"}
    key = {"Idempotency-Key": "one"}
    ada_client.post(address, sent, headers=key)
    settled()
    IdempotencyRecord.objects.update(status=None)
    assert ada_client.post(address, sent, headers=key).json()["code"] == "idempotency_in_progress"
    IdempotencyRecord.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert ada_client.post(address, sent, headers=key).status_code == 202


def test_people_do_not_share_keys(launch: Project, ada_client: APIClient, cy_client: APIClient) -> None:
    address = f"{PROJECTS}{launch.pk}/messages"
    sent = {"client_id": str(uuid4()), "text": "Hello"}
    ada_client.post(address, sent, headers={"Idempotency-Key": "one"})
    settled()
    assert cy_client.post(address, sent, headers={"Idempotency-Key": "one"}).status_code == 404


def test_a_key_without_end_is_refused(launch: Project, ada_client: APIClient) -> None:
    sent = {"client_id": str(uuid4()), "text": "Hello"}
    refused = ada_client.post(f"{PROJECTS}{launch.pk}/messages", sent, headers={"Idempotency-Key": "k" * 256})
    assert refused.json()["code"] == "idempotency_key_too_long"


def test_records_are_forgotten_after_a_day(ada: User) -> None:
    old = IdempotencyRecord.objects.create(user_id=ada.pk, key="old", fingerprint="")
    IdempotencyRecord.objects.create(user_id=ada.pk, key="new", fingerprint="")
    IdempotencyRecord.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=25))
    assert idempotency.forget_old() == 1
    assert IdempotencyRecord.objects.get().key == "new"


def test_a_request_that_comes_while_the_first_is_refused_is_asked_to_wait(
    launch: Project, ada_client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first takes its record back between the second's two looks at it."""

    key = {"Idempotency-Key": "one"}
    sent = {"client_id": str(uuid4()), "text": "Hello"}
    ada_client.post(f"{PROJECTS}{launch.pk}/messages", sent, headers=key)
    settled()
    monkeypatch.setattr(IdempotencyRecord.objects, "filter", lambda **_: IdempotencyRecord.objects.none())
    again = ada_client.post(f"{PROJECTS}{launch.pk}/messages", sent, headers=key)
    assert (again.status_code, again.json()["code"]) == (409, "idempotency_in_progress")


def test_an_answer_outlives_the_record_it_would_be_kept_in(
    launch: Project, ada_client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request so slow that its record was taken for abandoned has had its effect all the same."""
    send = messages.send

    def send_slowly(**given: Any) -> Exchange:
        IdempotencyRecord.objects.all().delete()
        return send(**given)

    monkeypatch.setattr(messages, "send", send_slowly)
    sent = {"client_id": str(uuid4()), "text": "Hello"}
    answer = ada_client.post(f"{PROJECTS}{launch.pk}/messages", sent, headers={"Idempotency-Key": "one"})
    settled()
    assert answer.status_code == 202

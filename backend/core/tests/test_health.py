"""What operators ask: does it live, is it well, how is it doing."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from kombu.exceptions import OperationalError

from backend.core.api import health
from backend.core.realtime import bridge


def test_it_lives_without_asking_anyone(client: Client) -> None:
    answer = client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def assert_well(answer: Any) -> None:
    assert answer.status_code == 200, answer.json()
    body = answer.json()
    assert body["status"] == "ok"
    assert sorted(body["checks"]) == ["broker", "channel_layer", "database"]
    for check in body["checks"].values():
        assert check["status"] == "ok"
        assert 0 <= check["latency_ms"] < 5000


@pytest.mark.django_db
def test_each_part_answers_with_its_latency(client: Client) -> None:
    assert_well(client.get("/healthz"))


@pytest.mark.django_db(transaction=True)
async def test_on_a_server_the_layer_is_asked_on_the_servers_loop(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge.bind(asyncio.get_running_loop())
    assert_well(await sync_to_async(client.get, thread_sensitive=False)("/healthz"))


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "broker", "channel_layer"])
def test_a_broken_part_is_named_and_the_rest_still_reported(
    client: Client, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def broken() -> None:
        raise OperationalError("the password is hunter2")

    monkeypatch.setattr(health, f"_{part}", broken)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    body = answer.json()
    assert body["status"] == "failing"
    assert {name for name, check in body["checks"].items() if check["status"] == "failing"} == {part}
    assert body["checks"][part]["error"] == "OperationalError"
    assert "hunter2" not in answer.content.decode()


@pytest.mark.django_db
def test_metrics_are_in_prometheus_own_words(client: Client) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert "# TYPE atelier_model_calls_total counter" in answer.content.decode()

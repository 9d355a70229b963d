"""`manage.py detect_actions`, from bytes in to JSON lines out."""

import io
import json

import pytest
from django.core.management import call_command


@pytest.fixture
def run(monkeypatch):
    def run(data: bytes, *arguments: str) -> list[dict]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        out = io.StringIO()
        call_command("detect_actions", *arguments, stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def test_one_object_a_line(run):
    decision, completion = run(b"Let's go with Discord.\nI finished the welcome letter.\n")

    assert decision == {
        "decisions": [
            {
                "category": "platform",
                "value": "discord",
                "confidence": 0.95,
                "quote": "Let's go with Discord.",
            }
        ],
        "completions": [],
        "next_steps": [],
    }
    assert [found["task_id"] for found in completion["completions"]] == ["draft_welcome_letter"]


def test_the_assistants_words(run):
    (found,) = run(b"Great, that's the promise done. Next, set the founding price.", "--role=assistant")

    assert [done["task_id"] for done in found["completions"]] == ["write_promise"]
    assert [step["text"] for step in found["next_steps"]] == ["set the founding price"]
    assert found["decisions"] == []


def test_blank_lines_and_broken_bytes_do_no_harm(run):
    blank, broken, last = run(b"\r\n\xff\xfe nineteen a month \xc3\n\xef\xbb\xbfDiscord")

    assert blank == {"decisions": [], "completions": [], "next_steps": []}
    assert broken["decisions"][0]["value"] == {"amount_minor": 1900, "currency": "USD", "period": "month"}
    assert last["decisions"][0]["quote"] == "Discord"


def test_relative_dates_count_from_the_day_given(run):
    (found,) = run(b"Let's launch before Christmas.", "--today=2027-01-02")

    assert found["decisions"][0]["value"] == "2027-12-24"

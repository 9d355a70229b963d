"""`manage.py detect_actions [--role user|assistant] < sentences`: what the pattern detector finds in each line."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandParser

from backend.agents.detection import Detection, TaskHint, detect
from backend.projects.playbooks import files

PLAYBOOK = "premium_community"


class Command(BaseCommand):
    help = (
        "Read sentences from standard input and print one JSON object for each line of it: "
        '{"decisions": [...], "completions": [...], "next_steps": [...]}. A blank line gives empty lists.'
    )
    requires_system_checks = ()  # reads a file and standard input only: works with no database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--role", choices=["user", "assistant"], default="user", help="whose words they are"
        )
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            default=None,
            help="the day relative dates count from (ISO date)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tasks = playbook_tasks()
        for line in lines(sys.stdin.buffer):
            found = detect(line, role=options["role"], today=options["today"], tasks=tasks)
            self.stdout.write(as_json(found))
            self.stdout.flush()


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of `stream` as they come; bytes that are not UTF-8 become replacement characters."""
    for raw in iter(stream.readline, b""):
        yield raw.decode("utf-8", errors="replace").strip("\r\n\ufeff")


def playbook_tasks() -> list[TaskHint]:
    playbook = files.load(files.folder() / f"{PLAYBOOK}.json")
    return [
        TaskHint(task_id=task["task_id"], title=task["title"])
        for phase in playbook["phases"]
        for task in phase["tasks"]
    ]


def as_json(found: Detection) -> str:
    return json.dumps(found.as_dict(), ensure_ascii=True)

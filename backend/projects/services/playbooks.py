"""Publishing playbooks from their files."""

from pathlib import Path
from typing import Any

from django.db import transaction

from backend.projects.models import Playbook
from backend.projects.playbooks import files


class PublishedVersionChanged(Exception):
    """A version that projects may already follow has another content in its file."""

    def __init__(self, playbook: Playbook) -> None:
        super().__init__(
            f"{playbook.key}.json differs from its published version {playbook.version}, which projects may"
            f" already follow. Set its version to {playbook.version + 1} and load it again."
        )


@transaction.atomic
def load(*, directory: Path) -> list[tuple[Playbook, bool]]:
    """Publish every playbook in `directory`, all or none; returns each with whether it is new.

    Raises PlaybookInvalid, which names file and line, and PublishedVersionChanged.
    """
    problems = files.problems_in(directory)
    if problems:
        raise files.PlaybookInvalid(problems)
    return [publish(content=files.load(path)) for path in files.paths(directory)]


def publish(*, content: dict[str, Any]) -> tuple[Playbook, bool]:
    """Publish checked content once; the same again changes nothing. Raises PublishedVersionChanged."""
    playbook, created = Playbook.objects.get_or_create(
        key=content["key"],
        version=content["version"],
        defaults={"title": content["title"], "content": content},
    )
    if playbook.content != content:
        raise PublishedVersionChanged(playbook)
    return playbook, created

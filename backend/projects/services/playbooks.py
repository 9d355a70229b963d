"""Publishing playbooks from their files."""

import json
import logging
from pathlib import Path
from typing import Any

from django.db import transaction

from backend.core.errors import ApplicationError
from backend.projects.models import Playbook, PlaybookDraft
from backend.projects.playbooks import files

logger = logging.getLogger(__name__)


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
    return [_publish_file(files.load(path)) for path in files.paths(directory)]


def _publish_file(content: dict[str, Any]) -> tuple[Playbook, bool]:
    """Publish what a file holds, unless this installation has published a version of its own under its number."""
    own = Playbook.objects.filter(key=content["key"], version=content["version"], made_here=True).first()
    if own is not None and own.content != content:
        logger.warning(
            "%s is this installation's own; the version of that number in the file is passed over.", own
        )
        return own, False
    return publish(content=content)


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


class DraftNotReady(ApplicationError):
    """A draft cannot be published as it is; `problems` are sentences, with the line where there is one."""

    code = "draft_not_ready"

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems[0], problems=problems)
        self.problems = problems


def start_draft(*, based_on: Playbook) -> PlaybookDraft:
    """Begin the next version with the content of a published one."""
    newest = Playbook.objects.newest(based_on.key) or based_on
    text = written({**based_on.content, "version": newest.version + 1})
    return PlaybookDraft.objects.create(based_on=based_on, text=text)


def problems_of(draft: PlaybookDraft) -> list[files.Problem]:
    """Return what keeps a draft from being published, by line."""
    content, problems = files.check(draft.text, "draft")
    return problems or _misplaced(draft, content)


def _misplaced(draft: PlaybookDraft, content: dict[str, Any]) -> list[files.Problem]:
    """A draft goes on where its playbook stands: the same key, the next number."""
    line = {key: draft.text[: draft.text.find(f'"{key}"')].count("\n") + 1 for key in ("key", "version")}
    key = draft.based_on.key
    newest = Playbook.objects.newest(key) or draft.based_on
    found = []
    if content["key"] != key:
        found.append(files.Problem("draft", line["key"], f"key: it stays {key!r}; this is its next version."))
    if content["version"] != newest.version + 1:
        reason = f"version: the newest published one is {newest.version}, so this is {newest.version + 1}."
        found.append(files.Problem("draft", line["version"], reason))
    return found


@transaction.atomic
def publish_draft(*, draft: PlaybookDraft) -> Playbook:
    """Publish a draft as it stands in the database and put it away. Raises DraftNotReady.

    Whoever starts from now on starts from it; projects under way stay on their version.
    """
    draft = PlaybookDraft.objects.select_for_update().select_related("based_on").get(pk=draft.pk)
    problems = problems_of(draft)
    if problems:
        raise DraftNotReady([f"line {problem.line}: {problem.reason}" for problem in problems])
    content, _ = files.check(draft.text)
    playbook, created = Playbook.objects.get_or_create(
        key=content["key"],
        version=content["version"],
        defaults={"title": content["title"], "content": content, "made_here": True},
    )
    if not created:
        raise DraftNotReady([f"Version {playbook.version} was published meanwhile. Take the next number."])
    draft.delete()
    return playbook


def written(content: dict[str, Any]) -> str:
    """Return a playbook as a person edits it."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

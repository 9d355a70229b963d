"""Writing in the launch kit: the creator's edits, and the partner's draft of its positioning."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.billing.features import Feature
from backend.billing.services import entitlements
from backend.core.errors import ApplicationError, Invalid, NotFound
from backend.events.services import outbox
from backend.projects import events, plan
from backend.projects.kit import reading
from backend.projects.kit.composing import Said
from backend.projects.kit.model import KINDS, POSITIONING, TEXT
from backend.projects.models import DraftStatus, KitEdit, LaunchKit, Project

from . import announcements, projects

LONGEST_TEXT = 20_000
MOST_ITEMS = 300


class KitChanged(ApplicationError):
    code = "kit_changed"
    status = 409
    detail = "The kit was changed elsewhere in the meantime. Load it again; your text is still with you."


class DraftInProgress(ApplicationError):
    code = "draft_in_progress"
    status = 409
    detail = "The partner is already writing. Wait for it to finish, or cancel it."


class UnknownSection(NotFound):
    detail = f"A kit has these sections: {', '.join(KINDS)}."


@transaction.atomic
def edit(
    *,
    project: Project,
    section: str,
    version: int,
    markdown: str | None = None,
    items: list[dict[str, Any]] | None = None,
    said: Said,
    actor_id: UUID,
) -> LaunchKit:
    """Keep the creator's own version of a section; `said` is what the section was composed from beside the facts.

    Raises UnknownSection, Invalid with what cannot be kept, and KitChanged where `version` is not the current one.
    """
    project = projects.lock(project)
    _check_content(project, section, markdown, items)
    kit = _next_version(project, version)
    now = reading.Reading(project, said=said)
    KitEdit.objects.update_or_create(
        kit=kit,
        section=section,
        defaults={
            "markdown": markdown,
            "items": None if items is None else [_stored(item) for item in items],
            "composed_from": now.composed[section].fingerprint,
            "sandbox": _has_sandbox_words(now, section),
            "edited_by_id": actor_id,
            "edited_at": timezone.now(),
        },
    )
    return _changed(events.KIT_EDITED, project, kit, actor_id, section=section)


@transaction.atomic
def restore(*, project: Project, section: str, actor_id: UUID) -> LaunchKit:
    """Give up the creator's version of a section, so that it is composed again; harmless where there is none.

    Raises UnknownSection.
    """
    if section not in KINDS:
        raise UnknownSection
    project = projects.lock(project)
    kit = _kit(project)
    removed, _ = KitEdit.objects.filter(kit=kit, section=section).delete()
    if not removed:
        return kit
    kit = _next_version(project, kit.version)
    return _changed(events.KIT_RESTORED, project, kit, actor_id, section=section)


@transaction.atomic
def begin_draft(*, project: Project, actor_id: UUID) -> int:
    """Note that the partner writes the positioning. Returns the fence to finish it with.

    Raises DraftInProgress while another is being written, and LimitReached while the workspace's plan allows no more
    agent tasks at a time.
    """
    project = projects.lock(project)
    kit = _kit(project)
    if kit.draft_status == DraftStatus.WRITING and not reading.is_lost(kit):
        raise DraftInProgress
    _free_slot(kit)
    kit.draft_slot = entitlements.consume(project.workspace_id, Feature.AGENT_TASKS)
    kit.draft_status, kit.draft_detail = DraftStatus.WRITING, ""
    kit.draft_fence, kit.draft_begun_at = kit.draft_fence + 1, timezone.now()
    kit.save()
    _changed(events.KIT_DRAFT_BEGUN, project, kit, actor_id)
    return kit.draft_fence


@transaction.atomic
def finish_draft(*, project: Project, fence: int, text: str, model: str, sandbox: bool) -> bool:
    """Let the draft stand as the positioning. False where it was cancelled or begun anew in the meantime."""
    text = text.replace("\x00", "").strip()[:LONGEST_TEXT]
    if not text:
        return fail_draft(project=project, fence=fence, detail="The partner had nothing to say. Ask again.")
    fields = {"draft_text": text, "draft_model": model[:120], "draft_sandbox": sandbox, "draft_detail": ""}
    return _end_draft(project, fence, events.KIT_DRAFTED, draft_status=DraftStatus.READY, **fields)


@transaction.atomic
def fail_draft(*, project: Project, fence: int, detail: str) -> bool:
    """Note why there is no draft; the former text stands. False where it was cancelled or begun anew."""
    return _end_draft(
        project, fence, events.KIT_DRAFT_FAILED, draft_status=DraftStatus.FAILED, draft_detail=detail[:500]
    )


@transaction.atomic
def discard_draft(*, project: Project, actor_id: UUID) -> LaunchKit:
    """Cancel the draft being written, keeping the former one; else throw away the draft that is there.

    Whoever still writes comes too late: the fence has moved. Harmless where there is no draft.
    """
    project = projects.lock(project)
    kit = _kit(project)
    if kit.draft_status == DraftStatus.NONE:
        return kit
    if kit.draft_status != DraftStatus.WRITING:
        kit.draft_text, kit.draft_model, kit.draft_sandbox = "", "", False
    kit.draft_status = DraftStatus.READY if kit.draft_text else DraftStatus.NONE
    kit.draft_fence, kit.draft_detail = kit.draft_fence + 1, ""
    _free_slot(kit)
    kit.save()
    return _changed(events.KIT_DRAFT_DISCARDED, project, kit, actor_id)


def _end_draft(project: Project, fence: int, event: str, **fields: Any) -> bool:
    project = projects.lock(project)
    kit = _kit(project)
    held = LaunchKit.objects.filter(pk=kit.pk, draft_status=DraftStatus.WRITING, draft_fence=fence)
    if not held.update(**fields, draft_slot=None, updated_at=timezone.now()):
        return False
    _free_slot(kit)
    _changed(event, project, kit, None)
    return True


def _free_slot(kit: LaunchKit) -> None:
    """Let another agent task run in its place; the kit is saved by the caller."""
    if kit.draft_slot is not None:
        entitlements.release(kit.draft_slot)
        kit.draft_slot = None


def _kit(project: Project) -> LaunchKit:
    return LaunchKit.objects.get_or_create(project=project)[0]


def _next_version(project: Project, version: int) -> LaunchKit:
    """Raise the version by one, in the database, if it is still `version`. Raises KitChanged."""
    kit = _kit(project)
    raised = LaunchKit.objects.filter(pk=kit.pk, version=version).update(
        version=F("version") + 1, updated_at=timezone.now()
    )
    if not raised:
        raise KitChanged(version=kit.version)
    kit.refresh_from_db()
    return kit


def _has_sandbox_words(now: reading.Reading, section: str) -> bool:
    """Say whether an edit begins from words of the sandbox's partner: the draft's, or those of an edit of it."""
    former = now.edits.get(section)
    return (
        former.sandbox
        if former
        else section == POSITIONING and now.shows_draft() and now.stored.draft_sandbox
    )


def _changed(name: str, project: Project, kit: LaunchKit, actor_id: UUID | None, **payload: Any) -> LaunchKit:
    outbox.record(
        name,
        payload={"project_id": str(project.pk), "kit_id": str(kit.pk), **payload},
        workspace_id=project.workspace_id,
        actor_id=actor_id,
    )
    announcements.kit_changed(project, kit.version)
    return kit


# Checking what was sent


def _check_content(
    project: Project, section: str, markdown: str | None, items: list[dict[str, Any]] | None
) -> None:
    if section not in KINDS:
        raise UnknownSection
    wanted, other = ("markdown", items) if KINDS[section] == TEXT else ("items", markdown)
    if other is not None or (markdown if wanted == "markdown" else items) is None:
        raise _invalid(wanted, f"The section {section} is kept as {wanted}: send {wanted} and nothing else.")
    if markdown is not None and len(markdown) > LONGEST_TEXT:
        raise _invalid("markdown", f"Keep this under {LONGEST_TEXT:,} characters; it has {len(markdown):,}.")
    if items is not None:
        _check_items(project, items)


def _check_items(project: Project, items: list[dict[str, Any]]) -> None:
    if len(items) > MOST_ITEMS:
        raise _invalid("items", f"A section holds at most {MOST_ITEMS} items; these are {len(items)}.")
    known = set(plan.task_ids(plan.effective(project.playbook.content, project.customized_plan, None)))
    wrong = _first_wrong(items, known)
    if wrong is not None:
        place, field, sentence = wrong
        title = items[place]["title"][:60]
        raise Invalid(
            f"Item {place + 1} ({title}): {sentence}", errors={"items": {str(place): {field: [sentence]}}}
        )


def _first_wrong(items: Iterable[Mapping[str, Any]], known: set[str]) -> tuple[int, str, str] | None:
    ids, tasks = set[str](), set[str]()
    for place, item in enumerate(items):
        task_id = item.get("task_id")
        if item["id"] in ids:
            return place, "id", f"The id {item['id']} is taken by an item above. Give it its own."
        if task_id and task_id not in known:
            return (
                place,
                "task_id",
                f"The plan has no task {task_id}. Leave task_id empty for an item of your own.",
            )
        if task_id and task_id in tasks:
            return place, "task_id", f"The task {task_id} is in the list already."
        ids.add(item["id"])
        tasks |= {task_id} if task_id else set()
    return None


def _invalid(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, errors={field: [sentence]})


def _stored(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the item as JSON; the state of a task is the task's own and is not kept here."""
    day: date | None = item.get("date")
    task_id = item.get("task_id") or None
    return {
        "id": item["id"],
        "title": item["title"],
        "note": item.get("note", ""),
        "date": day.isoformat() if day else None,
        "time": item.get("time") or None,
        "minutes": item.get("minutes"),
        "task_id": task_id,
        "done": None if task_id else item.get("done"),
        "group": item.get("group", ""),
    }

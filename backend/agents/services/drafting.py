"""The partner writes the positioning of the launch kit: begun at once, written in the background, ended once.

The kit's row is the truth: it says that somebody writes, since when, and with which fence. Whoever comes with an older
fence comes too late, so a draft that was cancelled, swept or begun anew cannot be overwritten by its former writer.
"""

import asyncio
import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from backend.agents.drafting import positioning
from backend.agents.drafting.positioning import Positioning, Source
from backend.ai.routing.failures import ModelsUnavailable
from backend.ai.services import drafts
from backend.ai.services.drafts import Draft
from backend.core.errors import ApplicationError
from backend.core.ids import uuid7
from backend.core.realtime import bridge
from backend.core.tasks import enqueue
from backend.core.threads import in_thread
from backend.projects.kit import reading
from backend.projects.models import DraftStatus, LaunchKit, Project
from backend.projects.services import kits

logger = logging.getLogger(__name__)
LOOK_EVERY = 1.0
"""Seconds between looks at whether the draft is still wanted."""

STANDS = "The text composed from your decisions stands meanwhile."
UNREACHABLE = f"The partner could not be reached just now. {STANDS} Ask again in a moment."
UNUSABLE = (
    f"The partner used figures or words that are not yours, so its draft was not kept. {STANDS} Ask again."
)
TOO_SLOW = f"The partner took too long and was stopped. {STANDS} Ask again."
BROKEN = f"Something broke on our side (reference {{reference}}). {STANDS} Ask again."
CUT_OFF = f"The partner was cut off while writing. {STANDS} Ask again."


class NoLongerWanted(Exception):
    """The draft was cancelled, or begun anew."""


@transaction.atomic
def begin(*, project: Project, actor_id: UUID) -> None:
    """Have the partner write the positioning in the background. Raises DraftInProgress while it does."""
    fence = kits.begin_draft(project=project, actor_id=actor_id)
    enqueue("agents.write_positioning", project.pk, fence, actor_id)


def cancel(*, project: Project, actor_id: UUID) -> None:
    """Give up the draft being written, or throw away the one that is there; harmless where there is none."""
    kits.discard_draft(project=project, actor_id=actor_id)


def write(*, project_id: UUID, fence: int, actor_id: UUID) -> None:
    """Write the draft with that fence and end it, whatever happens. Does nothing where it is no longer wanted."""
    project = Project.objects.select_related("business", "playbook", "user").get(pk=project_id)
    if not is_wanted(project_id, fence):
        return
    try:
        source = Source(project)
        draft = bridge.submit(_asked(source, fence, actor_id)).result()
        text = positioning.markdown(draft.result, source.proof(draft.result))
        kits.finish_draft(project=project, fence=fence, text=text, model=draft.model, sandbox=draft.sandbox)
    except NoLongerWanted:
        return
    except (ApplicationError, TimeoutError) as error:
        kits.fail_draft(project=project, fence=fence, detail=_why(error))
    except Exception:
        # Whatever broke, the person gets an end and may ask again, instead of a draft that never comes.
        reference = uuid7().hex
        logger.exception("The draft of %s broke, reference %s", project_id, reference)
        kits.fail_draft(project=project, fence=fence, detail=BROKEN.format(reference=reference))


async def _asked(source: Source, fence: int, actor_id: UUID) -> Draft[Positioning]:
    """Ask the models while the draft is wanted, so that nothing is spent on one that was cancelled.

    Raises NoLongerWanted, TimeoutError, and what `drafts.draft` raises.
    """
    asking = asyncio.ensure_future(drafts.draft(positioning.request(source, user_id=actor_id)))
    try:
        async with asyncio.timeout(settings.AI_DRAFT_TIMEOUT):
            while not (await asyncio.wait({asking}, timeout=LOOK_EVERY))[0]:
                if not await in_thread(is_wanted, source.project.pk, fence):
                    raise NoLongerWanted
        return asking.result()
    finally:
        if asking.cancel():
            await asyncio.wait({asking})


def is_wanted(project_id: UUID, fence: int) -> bool:
    return LaunchKit.objects.filter(
        project_id=project_id, draft_status=DraftStatus.WRITING, draft_fence=fence
    ).exists()


def _why(error: ApplicationError | TimeoutError) -> str:
    if isinstance(error, TimeoutError):
        return TOO_SLOW
    if isinstance(error, ModelsUnavailable):
        reasons: list[str] = error.extra["reasons"]
        return UNUSABLE if all(reason.endswith(": unusable_answer") for reason in reasons) else UNREACHABLE
    return error.detail


def sweep() -> int:
    """Mark drafts whose writer is gone as failed; returns how many."""
    return _cut_off(begun_before=timezone.now() - reading.DRAFT_LASTS)


def fail_orphans() -> int:
    """At the start of a single-process installation: whoever wrote a draft died with the last process."""
    return _cut_off(begun_before=timezone.now())


def _cut_off(*, begun_before: datetime) -> int:
    lost = LaunchKit.objects.select_related("project").filter(
        draft_status=DraftStatus.WRITING, draft_begun_at__lt=begun_before
    )
    return sum(kits.fail_draft(project=kit.project, fence=kit.draft_fence, detail=CUT_OFF) for kit in lost)

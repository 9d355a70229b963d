"""Telling the demo creator's story anew: whatever was done in their name since the last start is gone."""

import logging
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from backend.accounts.models import ApiKey, Membership, User, Workspace
from backend.accounts.services import signups
from backend.agents import events as agents_events
from backend.agents.answering import endings
from backend.agents.answering.workbench import Workbench
from backend.agents.models import Conversation, Message
from backend.ai.models import ModelCall
from backend.ai.routing.pricing import CallUsage, cost_of
from backend.billing.models import UsageCounter
from backend.core.models import IdempotencyRecord
from backend.demo.reading import Letter, Moment, Story, Tick, filled, story
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.projects.models import Decision, Project, TaskCompletion
from backend.projects.services import profiles, projects, tasks

logger = logging.getLogger(__name__)
# What a live answer would have used, near enough to be believable.
VENDOR, MODEL = "anthropic", "claude-sonnet-5-5"
BRIEFING_TOKENS = 5_200
CHARACTERS_PER_TOKEN = 4
FIRST_TOKEN_MS = 480
MS_PER_TOKEN = 14


@transaction.atomic
def rebuild() -> User | None:
    """Make the demo creator as the story has them, from nothing; None where a person has their address.

    The user's row stays, so that a browser signed in as them still is; everything they had or did is made anew. Two
    processes that start together take turns at that row.
    """
    told = story()
    creator = _person(told)
    if creator is None:
        logger.warning("The demo creator was not made: %s belongs to a person.", told.person["email"])
        return None
    _forget(creator)
    _live(told, creator)
    return creator


def _person(told: Story) -> User | None:
    email = told.person["email"]
    User.objects.get_or_create(email=email, defaults={"is_demo": True, "password": _unusable()})
    creator = User.objects.select_for_update().get(email=email)
    if not creator.is_demo:
        return None
    creator.name, creator.time_zone = told.person["name"], told.person["time_zone"]
    creator.is_active, creator.is_staff, creator.is_superuser = True, False, False
    if creator.has_usable_password():
        creator.set_unusable_password()
    creator.save()
    creator.groups.clear()
    creator.user_permissions.clear()
    return creator


def _unusable() -> str:
    nobody = User()
    nobody.set_unusable_password()
    return nobody.password


def _forget(creator: User) -> None:
    """Delete all that is theirs alone; of a workspace they share with a person they only leave."""
    theirs = Workspace.objects.filter(memberships__user=creator)
    shared = Membership.objects.filter(workspace__in=theirs).exclude(user=creator).values("workspace")
    own = list(theirs.exclude(pk__in=shared).values_list("pk", flat=True))
    DomainEvent.objects.filter(Q(workspace_id__in=own) | Q(actor_id=creator.pk)).delete()
    Project.objects.filter(Q(user=creator) | Q(workspace__in=own)).delete()
    Workspace.objects.filter(pk__in=own).delete()
    for rows in (
        Membership.objects.filter(user=creator),
        ApiKey.objects.filter(user=creator),
        ModelCall.objects.filter(Q(user=creator) | Q(workspace_id__in=own)),
        UsageCounter.objects.filter(scope_id__in=[creator.pk, *own]),
        EmailAddress.objects.filter(user=creator),
        IdempotencyRecord.objects.filter(user_id=creator.pk),
    ):
        rows.delete()


def _live(told: Story, creator: User) -> None:
    begun = timezone.now()
    workspace = signups.complete(user=creator, name=creator.name)
    profiles.save(user=creator, **told.profile)
    project = projects.start(user=creator, workspace=workspace, business_name=told.business_name)
    project = Project.objects.with_everything().get(pk=project.pk)
    conversation = Conversation.objects.create(workspace=workspace, project=project)
    past = _Past(told, creator, project, conversation, begun)
    past.settle(told.begins)
    for step in told.steps:
        past.tick(step) if isinstance(step, Tick) else past.write(step)
        past.settle(step.moment)
    past.date_back()


@dataclass
class _Past:
    """Makes each step through the services that a live one goes through, and dates it back to its moment."""

    told: Story
    creator: User
    project: Project
    conversation: Conversation
    begun: datetime
    position: int = 0
    asked: Message | None = None
    question: Letter | None = None
    characters: int = 0
    marks: list[tuple[datetime, datetime]] = field(default_factory=list)

    def tick(self, step: Tick) -> None:
        tasks.toggle(project=self.project, task_id=step.task_id, completed=True, actor_id=self.creator.pk)

    def write(self, letter: Letter) -> None:
        self.position += 1
        if letter.from_creator:
            self._ask(letter)
        else:
            self._answer(letter)

    def _ask(self, letter: Letter) -> None:
        self.question = letter
        self.asked = Message.objects.create(
            workspace_id=self.conversation.workspace_id,
            conversation=self.conversation,
            author=self.creator,
            position=self.position,
            client_id=uuid4(),
            role=Message.Role.USER,
            text=letter.text,
        )
        self.characters += len(letter.text)
        outbox.record(
            agents_events.MESSAGE_SENT,
            workspace_id=self.conversation.workspace_id,
            actor_id=self.creator.pk,
            payload={"message_id": str(self.asked.pk), "project_id": str(self.project.pk)},
        )

    def _answer(self, letter: Letter) -> None:
        facts = self.creator.creator_profile.facts
        text = filled(letter.text, self.project.playbook.content, facts)
        answer = Message(
            workspace_id=self.conversation.workspace_id,
            conversation=self.conversation,
            position=self.position,
            reply_to=self.asked,
            role=Message.Role.ASSISTANT,
            text=text,
            sandbox=True,
            detected=self._caught(letter),
        )
        call = self._model_call(answer)
        answer.model, answer.cost_e8 = call.model, call.cost_e8
        answer.usage = {
            "input_tokens": call.input_tokens,
            "output_tokens": call.output_tokens,
            "cache_read_tokens": call.cache_read_tokens,
        }
        answer.save()
        self.characters += len(text)
        self.asked = self.question = None
        endings.settle(answer)

    def _caught(self, letter: Letter) -> dict[str, object] | None:
        """Write down what the question held, as an answer does, and return what the answer shows of it."""
        bench = Workbench(
            project=self.project,
            user_id=self.creator.pk,
            user_message_id=self.asked.pk if self.asked else None,
            user_text=self.asked.text if self.asked else "",
        )
        for decided in self.question.decides if self.question else ():
            bench.write_down(**decided)
        for done in self.question.finishes if self.question else ():
            bench.tick(task_id=done["task"], evidence=done["quote"], confidence=done["confidence"])
        bench.detected.next_steps = letter.next_steps
        return bench.detected.as_json()

    def _model_call(self, answer: Message) -> ModelCall:
        """Record what this answer would have cost, as any answer of the sandbox."""
        usage = CallUsage(
            input_tokens=BRIEFING_TOKENS + self.characters // CHARACTERS_PER_TOKEN,
            output_tokens=len(answer.text) // CHARACTERS_PER_TOKEN,
        )
        cost_e8, price = cost_of(VENDOR, MODEL, usage)
        return ModelCall.objects.create(
            workspace_id=answer.workspace_id,
            user=self.creator,
            subject_id=answer.pk,
            purpose="chat",
            vendor=VENDOR,
            model=MODEL,
            sandbox=True,
            status=ModelCall.Status.SUCCEEDED,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost_e8=cost_e8,
            price=price,
            first_token_ms=FIRST_TOKEN_MS,
            latency_ms=FIRST_TOKEN_MS + MS_PER_TOKEN * usage.output_tokens,
        )

    def settle(self, moment: Moment) -> None:
        """Remember that all that was written since the last step happened at that moment."""
        self.marks.append((timezone.now(), moment.seen_from_today(self.creator.zone)))

    def date_back(self) -> None:
        """Move every row to the moment of its step, in a few queries whatever the length of the story."""
        for rows, dates in self._rows():
            found = list(rows)
            for row in found:
                for name in dates:
                    setattr(row, name, self._moment_of(getattr(row, name)))
            rows.model._default_manager.bulk_update(found, dates)

    def _moment_of(self, written: datetime | None) -> datetime | None:
        if written is None or written < self.begun:
            return written
        return self.marks[bisect_left(self.marks, written, key=itemgetter(0))][1]

    def _rows(self) -> list[tuple[QuerySet[Any], list[str]]]:
        both = ["created_at", "updated_at"]
        workspace_id = self.conversation.workspace_id
        return [
            (Workspace.objects.filter(pk=workspace_id), both),
            (Project.objects.filter(pk=self.project.pk), [*both, "started_at"]),
            (Conversation.objects.filter(pk=self.conversation.pk), both),
            (Message.objects.filter(conversation=self.conversation), both),
            (Decision.objects.filter(project=self.project), both),
            (TaskCompletion.objects.filter(project=self.project), [*both, "completed_at"]),
            (DomainEvent.objects.filter(workspace_id=workspace_id), both),
            (ModelCall.objects.filter(user=self.creator), both),
        ]

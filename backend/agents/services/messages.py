"""What a person can do in the conversation: send, stop, retry, edit. REST, event stream and socket all come here."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from backend.accounts.models import User
from backend.agents import events, wire
from backend.agents.answering import endings, generator, leases, registry
from backend.agents.answering.generator import Launch
from backend.agents.answering.leases import Hold
from backend.agents.models import Conversation, Message
from backend.billing.features import Feature
from backend.billing.services import entitlements
from backend.core import realtime
from backend.core.errors import ApplicationError, NotFound
from backend.core.realtime import bridge
from backend.events.services import outbox
from backend.projects.models import Project
from backend.projects.services import decisions


class MessageEmpty(ApplicationError):
    code = "message_empty"
    detail = "The message has no text. Write something first."


class MessageTooLong(ApplicationError):
    code = "message_too_long"

    def __init__(self, length: int) -> None:
        limit = settings.MESSAGE_MAX_CHARACTERS
        detail = (
            f"The message has {length:,} characters; {limit:,} is the most. Shorten it or send it in parts."
        )
        super().__init__(detail, limit=limit, length=length)


class MessageUnreadable(ApplicationError):
    code = "message_unreadable"
    detail = (
        "The message holds control or half characters that cannot be kept. Remove them and send it again."
    )


class AnswerInProgress(ApplicationError):
    code = "answer_in_progress"
    status = 409
    detail = "Your partner is still answering. Wait for the end or stop the answer, then send this again."


class ClientIdReused(ApplicationError):
    code = "client_id_reused"
    status = 409
    detail = "Another message was already sent with this client_id. Send this one with a new id."


class NotRetryable(ApplicationError):
    code = "not_retryable"
    status = 409
    detail = "Only the last answer can be retried, and only when it failed, was stopped or was cut off."


class NotEditable(ApplicationError):
    code = "not_editable"
    status = 409
    detail = "Only your own standing messages can be edited."


@dataclass(frozen=True)
class Exchange:
    """A message and the answer to it; `user` is None for the welcome."""

    user: Message | None
    assistant: Message
    superseded: tuple[UUID, ...] = ()
    repeated: bool = False


def send(*, project: Project, author: User, client_id: UUID, text: str) -> Exchange:
    """Send a message and start its answer. Sending the same again returns the same two messages.

    Raises MessageEmpty, MessageTooLong, MessageUnreadable, ClientIdReused, AnswerInProgress, DailyLimitReached.
    """
    check_text(text)
    try:
        with transaction.atomic():
            conversation = _locked(project)
            sent = conversation.messages.filter(client_id=client_id).select_related("answer").first()
            if sent is not None:
                return _sent_before(sent, text)
            return _write_exchange(conversation, author, client_id, text)
    except IntegrityError:
        # Someone else won the race for this client id or for the one streaming answer; say which.
        return _after_lost_race(project, client_id, text)


def stop(*, project: Project, message_id: UUID) -> Message:
    """Ask for an answer to stop, keeping its text; harmless when it has ended. The owner's end is the truth."""
    message = _answer(project, message_id)
    if not message.is_streaming:
        return message
    Message.objects.filter(pk=message.pk, stop_requested_at=None).streaming().update(
        stop_requested_at=timezone.now()
    )
    if message.lease_expires_at and message.lease_expires_at < timezone.now():
        return interrupt(message)
    bridge.submit(registry.ask_owner_to_stop(message.pk))
    return message


def retry(*, project: Project, author: User, message_id: UUID) -> Exchange:
    """Write the last answer anew, in its place. A question that was given back is counted again.

    Raises NotRetryable, AnswerInProgress, DailyLimitReached.
    """
    try:
        with transaction.atomic():
            conversation = _locked(project)
            message = _answer(project, message_id)
            if conversation.messages.streaming().exists():
                raise AnswerInProgress
            last = conversation.messages.standing().order_by("-position").first()
            if message != last or message.status not in Message.RETRYABLE:
                raise NotRetryable
            return _reopen(conversation, author, message)
    except IntegrityError as error:
        raise AnswerInProgress from error


def edit(*, project: Project, author: User, message_id: UUID, client_id: UUID, text: str) -> Exchange:
    """Say it differently: what came after is superseded, its decisions revert, and the new text is answered.

    Raises NotEditable, NotFound and everything that `send` raises.
    """
    check_text(text)
    with transaction.atomic():
        conversation = _locked(project)
        sent = conversation.messages.filter(client_id=client_id).select_related("answer").first()
        if sent is not None:
            return _sent_before(sent, text)
        original = conversation.messages.filter(pk=message_id).first()
        if original is None:
            raise NotFound
        if original.role != Message.Role.USER or original.superseded_at is not None:
            raise NotEditable
        superseded = _supersede_from(conversation, author, original)
        return _write_exchange(conversation, author, client_id, text, superseded=superseded)


def interrupt(message: Message) -> Message:
    """End an answer whose owner is gone, keeping its text; a no-op when someone just ended it or its owner is back."""
    ended = {"status": Message.Status.INTERRUPTED, "error": endings.INTERRUPTED, "lease_expires_at": None}
    with transaction.atomic():
        # The lease as it was read: an owner who has renewed it since is back.
        still_orphaned = Message.objects.filter(
            pk=message.pk, fence=message.fence, lease_expires_at=message.lease_expires_at
        ).streaming()
        changed = still_orphaned.update(**ended, updated_at=timezone.now())
        message = Message.objects.select_related("reply_to", "conversation").get(pk=message.pk)
        if changed:
            endings.settle(message)
            topic = f"project:{message.conversation.project_id}"
            realtime.publish_on_commit(topic, wire.terminal(wire.message(message)))
    return message


def check_text(text: str) -> None:
    """Refuse what cannot be a message; what is accepted is kept to the letter."""
    if not text.strip():
        raise MessageEmpty
    if len(text) > settings.MESSAGE_MAX_CHARACTERS:
        raise MessageTooLong(len(text))
    if any(
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t" for character in text
    ):
        raise MessageUnreadable


def _locked(project: Project) -> Conversation:
    """Lock the conversation: positions are given out one at a time. A project made by hand opens one now."""
    conversation, _ = Conversation.objects.select_for_update().get_or_create(
        project=project, defaults={"workspace_id": project.workspace_id}
    )
    return conversation


def _answer(project: Project, message_id: UUID) -> Message:
    """Return the answer with this id, or the answer to the message with this id."""
    messages = Message.objects.filter(conversation__project=project, role=Message.Role.ASSISTANT)
    found = messages.filter(pk=message_id).first() or messages.filter(reply_to=message_id).first()
    if found is None:
        raise NotFound
    return found


def _sent_before(sent: Message, text: str) -> Exchange:
    if sent.text != text:
        raise ClientIdReused
    return Exchange(user=sent, assistant=sent.answer, repeated=True)


def _after_lost_race(project: Project, client_id: UUID, text: str) -> Exchange:
    sent = (
        Message.objects.filter(conversation__project=project, client_id=client_id)
        .select_related("answer")
        .first()
    )
    if sent is None:
        raise AnswerInProgress
    return _sent_before(sent, text)


def _write_exchange(
    conversation: Conversation,
    author: User,
    client_id: UUID,
    text: str,
    superseded: tuple[UUID, ...] = (),
) -> Exchange:
    if conversation.messages.streaming().exists():
        raise AnswerInProgress
    counted_in = _counted(conversation, author)
    position = (conversation.messages.aggregate(last=Max("position"))["last"] or 0) + 1
    shared = {"workspace_id": conversation.workspace_id, "conversation": conversation}
    user = Message.objects.create(
        **shared,
        author=author,
        position=position,
        client_id=client_id,
        role=Message.Role.USER,
        text=text,
        counted_in=counted_in,
    )
    assistant = Message.objects.create(
        **shared,
        position=position + 1,
        reply_to=user,
        role=Message.Role.ASSISTANT,
        **leases.claim_fields(fence=1),
    )
    _record_sent(conversation, user)
    exchange = Exchange(user=user, assistant=assistant, superseded=superseded)
    _launch(conversation, exchange)
    return exchange


def _counted(conversation: Conversation, author: User) -> UUID:
    return entitlements.consume(conversation.workspace_id, Feature.MESSAGES, user=author)


def _record_sent(conversation: Conversation, user: Message) -> None:
    outbox.record(
        events.MESSAGE_SENT,
        workspace_id=conversation.workspace_id,
        actor_id=user.author_id,
        payload={"message_id": str(user.pk), "project_id": str(conversation.project_id)},
    )


def _reopen(conversation: Conversation, author: User, message: Message) -> Exchange:
    asked = message.reply_to
    if asked is not None and asked.counted_in is None:
        asked.counted_in = _counted(conversation, author)
        asked.save(update_fields=["counted_in", "updated_at"])
    fresh = {"text": "", "error": None, "usage": None, "cost_e8": None, "detected": None, "model": ""}
    for name, value in (fresh | leases.claim_fields(fence=message.fence + 1)).items():
        setattr(message, name, value)
    message.save()
    exchange = Exchange(user=asked, assistant=message)
    _launch(conversation, exchange, announce_user=False)
    return exchange


def _supersede_from(conversation: Conversation, author: User, original: Message) -> tuple[UUID, ...]:
    """Set aside `original` and all after it, revert their decisions, and tell every open tab."""
    if conversation.messages.streaming().exists():
        raise AnswerInProgress
    later = conversation.messages.standing().filter(position__gte=original.position)
    ids = tuple(later.values_list("pk", flat=True))
    later.update(superseded_at=timezone.now())
    decisions.revert_for_messages(project=conversation.project, message_ids=ids, actor_id=author.pk)
    outbox.record(
        events.MESSAGES_SUPERSEDED,
        workspace_id=conversation.workspace_id,
        actor_id=author.pk,
        payload={"project_id": str(conversation.project_id), "message_ids": [str(pk) for pk in ids]},
    )
    frame = {"type": "messages.superseded", "message_ids": [str(pk) for pk in ids]}
    realtime.publish_on_commit(f"project:{conversation.project_id}", frame)
    return ids


def _launch(conversation: Conversation, exchange: Exchange, *, announce_user: bool = True) -> None:
    announced = [exchange.user, exchange.assistant] if announce_user else [exchange.assistant]
    job = Launch(
        hold=Hold(exchange.assistant.pk, exchange.assistant.fence),
        project_id=conversation.project_id,
        created=tuple(
            {"type": "message.created", "message": wire.message(message)}
            for message in announced
            if message is not None
        ),
    )
    transaction.on_commit(lambda: generator.launch(job))

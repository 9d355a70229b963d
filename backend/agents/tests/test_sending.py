"""Sending, resending, stopping, retrying and editing, through the services that every edge calls."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from backend.accounts.models import User
from backend.agents.models import Message
from backend.agents.services import answers, messages
from backend.ai.models import ModelCall
from backend.billing.features import Feature
from backend.billing.services.entitlements import DailyLimitReached
from backend.billing.tests.limits import limit_to, messages_of
from backend.events.models import DomainEvent
from backend.projects.models import Decision, Project

from .partner import Sandbox, say, settled, until_text

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_partner_greets_with_the_creators_own_numbers(welcome: Message) -> None:
    assert welcome.status == Message.Status.COMPLETE
    assert "50,000" in welcome.text
    assert "33 to 98" in welcome.text
    assert welcome.reply_to is None
    assert welcome.client_id is None


def test_an_answer_follows_its_question(launch: Project, ada: User) -> None:
    answer = say(launch, ada, "What do you recommend?")
    question = answer.reply_to
    assert question is not None
    assert (question.position, answer.position) == (2, 3)
    assert answer.status == Message.Status.COMPLETE
    assert answer.text
    assert answer.cost_e8 is not None
    assert answer.cost_e8 > 0
    assert answer.sandbox


def test_the_same_client_id_and_text_give_the_same_two_messages(launch: Project, ada: User) -> None:
    client_id = uuid4()
    first = say(launch, ada, "Discord it is.", client_id=client_id)
    again = messages.send(project=launch, author=ada, client_id=client_id, text="Discord it is.")
    assert again.assistant == first
    assert again.repeated
    assert launch.conversation.messages.count() == 3
    assert messages_of(ada).used == 1


def test_the_same_client_id_with_another_text_is_refused(launch: Project, ada: User) -> None:
    client_id = uuid4()
    say(launch, ada, "Discord it is.", client_id=client_id)
    with pytest.raises(messages.ClientIdReused):
        messages.send(project=launch, author=ada, client_id=client_id, text="Circle it is.")


def test_a_second_question_waits_for_the_first_answer(launch: Project, ada: User, sandbox: Sandbox) -> None:
    sandbox.pace(30)
    first = messages.send(project=launch, author=ada, client_id=uuid4(), text="What do you recommend?")
    with pytest.raises(messages.AnswerInProgress):
        messages.send(project=launch, author=ada, client_id=uuid4(), text="And the price?")
    messages.stop(project=launch, message_id=first.assistant.pk)
    settled()


def test_racing_sends_of_one_message_make_one_exchange(launch: Project, ada: User) -> None:
    client_id = uuid4()

    def send(_: int) -> str:
        try:
            return str(
                messages.send(project=launch, author=ada, client_id=client_id, text="Hello").assistant.pk
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(send, range(4)))
    settled()
    assert len(ids) == 1
    assert launch.conversation.messages.count() == 3


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", messages.MessageEmpty),
        (" \n\t ", messages.MessageEmpty),
        ("x" * 20_000, messages.MessageTooLong),
        ("a\x00b", messages.MessageUnreadable),
        ("a\x07b", messages.MessageUnreadable),
        ("half \ud83d", messages.MessageUnreadable),
    ],
)
def test_what_cannot_be_a_message_is_refused_and_not_counted(
    launch: Project, ada: User, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        messages.send(project=launch, author=ada, client_id=uuid4(), text=text)
    assert launch.conversation.messages.count() == 1
    assert messages_of(ada).used == 0


def test_a_message_is_kept_to_the_letter(launch: Project, ada: User) -> None:
    text = "  Zwei Ebenen 🎨\n\n\t– und “Zitate”  "
    answer = say(launch, ada, text)
    assert answer.reply_to is not None
    assert answer.reply_to.text == text


def test_stop_keeps_the_text_so_far(launch: Project, ada: User, sandbox: Sandbox) -> None:
    sandbox.pace(60)
    exchange = messages.send(project=launch, author=ada, client_id=uuid4(), text="What do you recommend?")
    seen = until_text(exchange.assistant.pk)
    messages.stop(project=launch, message_id=exchange.assistant.pk)
    settled()
    stopped = Message.objects.get(pk=exchange.assistant.pk)
    assert stopped.status == Message.Status.STOPPED
    assert stopped.text.startswith(seen)
    assert stopped.error is None
    assert messages_of(ada).used == 1
    last_call = ModelCall.objects.filter(subject_id=stopped.pk).latest("created_at")
    assert last_call.status == ModelCall.Status.CANCELLED
    assert last_call.estimated
    assert messages.stop(project=launch, message_id=stopped.pk).status == Message.Status.STOPPED


def test_a_failed_answer_is_not_counted_and_can_be_retried(
    launch: Project, ada: User, sandbox: Sandbox
) -> None:
    sandbox.fail("down")
    failed = say(launch, ada, "Discord it is.")
    assert failed.status == Message.Status.FAILED
    assert failed.error is not None
    assert failed.error["code"] == "models_unavailable"
    assert failed.error["retryable"]
    assert messages_of(ada).used == 0
    sandbox.clear_faults()
    retried = messages.retry(project=launch, author=ada, message_id=failed.pk)
    settled()
    answer = Message.objects.get(pk=failed.pk)
    assert retried.assistant.pk == failed.pk
    assert answer.status == Message.Status.COMPLETE
    assert answer.error is None
    assert messages_of(ada).used == 1
    with pytest.raises(messages.NotRetryable):
        messages.retry(project=launch, author=ada, message_id=failed.pk)


def test_only_the_last_answer_can_be_retried(launch: Project, ada: User, sandbox: Sandbox) -> None:
    sandbox.fail("down")
    failed = say(launch, ada, "Discord it is.")
    sandbox.clear_faults()
    say(launch, ada, "Hello again")
    with pytest.raises(messages.NotRetryable):
        messages.retry(project=launch, author=ada, message_id=failed.pk)


def test_an_expired_lease_is_swept_once_and_given_back(launch: Project, ada: User, sandbox: Sandbox) -> None:
    answer = say(launch, ada, "Discord it is.")
    Message.objects.filter(pk=answer.pk).update(
        status="streaming", text="So far", lease_expires_at="2020-01-01T00:00Z"
    )
    assert answers.sweep() == 1
    assert answers.sweep() == 0
    answer.refresh_from_db()
    assert answer.status == Message.Status.INTERRUPTED
    assert answer.text == "So far"
    assert answer.error is not None
    assert answer.error["retryable"]
    assert messages_of(ada).used == 0
    failures = DomainEvent.objects.filter(name="agents.message_failed", payload__message_id=str(answer.pk))
    assert failures.count() == 1


def test_an_edit_supersedes_what_came_after_and_reverts_its_decisions(launch: Project, ada: User) -> None:
    say(launch, ada, "Let's go with Circle.")
    second = say(launch, ada, "No wait, let's go with Discord.")
    assert Decision.objects.get(project=launch, category="platform", is_current=True).value == "discord"
    assert second.reply_to is not None
    edited = messages.edit(
        project=launch, author=ada, message_id=second.reply_to.pk, client_id=uuid4(), text="What comes next?"
    )
    settled()
    assert set(edited.superseded) == {second.reply_to.pk, second.pk}
    assert Decision.objects.get(project=launch, category="platform", is_current=True).value == "circle"
    standing = list(launch.conversation.messages.standing().order_by("position"))
    assert [message.role for message in standing] == ["assistant", "user", "assistant", "user", "assistant"]
    assert standing[-2].text == "What comes next?"


def test_superseded_messages_are_not_told_to_the_model(launch: Project, ada: User, sandbox: Sandbox) -> None:
    first = say(launch, ada, "Purple elephants are my niche")
    assert first.reply_to is not None
    sandbox.reset()
    messages.edit(
        project=launch, author=ada, message_id=first.reply_to.pk, client_id=uuid4(), text="Plain greetings"
    )
    settled()
    told = str(sandbox.requests()[0]["body"]["messages"])
    assert "elephants" not in told
    assert "Plain greetings" in told


def test_the_fifty_first_message_is_refused_with_the_reset_time(launch: Project, ada: User) -> None:
    limit_to(launch.workspace, Feature.MESSAGES, 2)
    say(launch, ada, "One")
    say(launch, ada, "Two")
    with pytest.raises(DailyLimitReached) as refused:
        messages.send(project=launch, author=ada, client_id=uuid4(), text="Three")
    assert refused.value.extra["resets_at"] == messages_of(ada).resets_at.isoformat()
    assert refused.value.extra["limit"] == 2
    assert launch.conversation.messages.count() == 5

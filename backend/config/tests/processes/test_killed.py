"""kill -9 in mid-answer: the row is the truth, and everything goes on from it."""

from collections.abc import Iterator

import pytest

from .client import Browser, Partner, prose, signed_up
from .servers import Web, database, free_port, running, wait_until

# A sweep runs every ten seconds; on a busy machine it may come late.
SWEPT_WITHIN = 40
ALERT = "ai.daily_cost_passed"
ANSWER = prose(400)


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """Calls cost real money as far as it knows, and the first cent of a day is worth a letter to the superuser."""
    port = free_port()
    web = Web(
        data=tmp_path_factory.mktemp("killed") / "data",
        port=port,
        ANTHROPIC_API_KEY="a-key",
        ANTHROPIC_BASE_URL=f"http://127.0.0.1:{port}/sandbox/anthropic",
        AI_DAILY_COST_ALERT_USD="0",
    )
    with running(web):
        yield web


async def test_killed_in_mid_answer(web: Web) -> None:
    partner = Partner(f"{web.url}/sandbox")
    partner.reset()
    async with signed_up(web.url) as ada:
        wait_until(lambda: letters_sent(web) == ["sent"], what="the superuser's letter")
        before = await ada.left_today()
        seen, answer_id = await hear_half_and_kill(web, ada, partner)
        a_moment_earlier(web)
        web.start()

        interrupted = await ada.newest()
        assert (interrupted["id"], interrupted["status"]) == (answer_id, "interrupted")
        assert interrupted["text"]
        assert ANSWER.startswith(interrupted["text"])
        assert abs(len(interrupted["text"]) - len(seen)) < 200, "more than a flush was lost"
        assert interrupted["error"]["retryable"]
        assert await ada.left_today() == before

        partner.reset()
        partner.script(ANSWER)
        async with ada.tab() as tab:
            retried = await ada.post(ada.messages_path(answer_id, "retry"))
            assert retried.status_code == 202
            complete = await tab.answer()
        assert complete["text"] == ANSWER
        assert {name: complete[name] for name in ("id", "position", "reply_to", "status", "error")} == {
            **{name: interrupted[name] for name in ("id", "position", "reply_to")},
            "status": "complete",
            "error": None,
        }
        assert await ada.newest() == complete
        assert await ada.left_today() == before - 1
    assert_every_event_had_its_effect_once(web)
    assert web.rows("SELECT status, error_code FROM ai_modelcall WHERE error_code != ''") == [
        ("failed", "abandoned")
    ]
    assert web.rows("SELECT count(*) FROM ai_modelcall WHERE status = 'sent'") == [(0,)]


async def hear_half_and_kill(web: Web, ada: Browser, partner: Partner) -> tuple[str, str]:
    """Return what a tab had been sent of an answer when the process died, and the answer's id."""
    partner.script(ANSWER)
    partner.pace(60)
    async with ada.tab() as tab:
        await tab.say("What would you do?")
        answer_id = await tab.created()
        await tab.until_text(answer_id, length=300)
        web.kill()
        await tab.closed()
    return tab.texts[answer_id], answer_id


def a_moment_earlier(web: Web) -> None:
    """Put the file into the state of a kill that came before any event was noted as dispatched.

    What a handler has done stands with its receipt, in one transaction. The open call is aged to be past its time.
    """
    assert web.rows("SELECT count(*) FROM ai_modelcall WHERE status = 'sent'") == [(1,)]
    with database(web.data) as connection:
        connection.execute("UPDATE events_domainevent SET dispatched_at = NULL")
        connection.execute("UPDATE ai_modelcall SET created_at = '2020-01-01 00:00:00' WHERE status = 'sent'")


def assert_every_event_had_its_effect_once(web: Web) -> None:
    pending = "SELECT name FROM events_domainevent WHERE dispatched_at IS NULL"
    wait_until(lambda: not web.rows(pending), what="every event is dispatched", seconds=SWEPT_WITHIN)
    names = [name for (name,) in web.rows("SELECT name FROM events_domainevent")]
    assert names.count("agents.message_sent") == 1
    assert names.count("agents.message_failed") == 1
    assert names.count(ALERT) == 1
    receipts = web.rows(
        "SELECT event.name, receipt.handler, count(*) FROM events_handlerreceipt receipt"
        " JOIN events_domainevent event ON event.id = receipt.event_id GROUP BY 1, 2 ORDER BY 1"
    )
    assert receipts == [
        ("accounts.user_verified", "letters.welcome", 1),
        (ALERT, "ai.tell_superusers", 1),
    ]
    assert letters_sent(web) == ["sent"]


def letters_sent(web: Web) -> list[str]:
    """How the letters to the superuser about the day's cost stand; the one that welcomed her is another matter."""
    alerts = "SELECT status FROM letters_letter WHERE template = 'daily_cost_alert'"
    return [status for (status,) in web.rows(alerts)]

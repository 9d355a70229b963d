"""SIGTERM in mid-answer: what can finish does, what cannot is kept, and the process ends well."""

from pathlib import Path

import pytest

from .client import Browser, Frame, Partner, prose, signed_up
from .servers import Web, running

SERVICE_RESTART = 4012
SHORT = prose(40)
LONG = prose(2_000)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("draining") / "data"


async def terminated_in_mid_answer(web: Web, ada: Browser, text: str) -> Frame:
    """Return the frame with which an answer ends whose process is asked to stop in its midst."""
    partner = Partner(f"{web.url}/sandbox")
    partner.script(text)
    partner.pace(60)
    async with ada.tab() as tab:
        await tab.say("One last thing")
        await tab.until_text(await tab.created(), length=40)
        web.terminate()
        web.terminate()  # as `make` does when its whole group is told to end
        ending = await tab.until("message.completed", "message.failed")
        assert await tab.closed() == SERVICE_RESTART
    return ending


def assert_ended_well(web: Web, message: Frame) -> None:
    assert web.wait() == 0
    assert "Traceback" not in web.log
    kept = web.rows("SELECT status, text FROM agents_message ORDER BY position DESC LIMIT 1")
    assert kept == [(message["status"], message["text"])]
    assert web.rows("SELECT count(*) FROM ai_modelcall WHERE status = 'sent'") == [(0,)]


async def test_sigterm_lets_answers_finish_and_marks_the_rest_interrupted(data: Path) -> None:
    web = Web(data=data)
    with running(web):
        Partner(f"{web.url}/sandbox").reset()
        async with signed_up(web.url) as ada:
            completed = await terminated_in_mid_answer(web, ada, SHORT)
            assert completed["type"] == "message.completed"
            assert completed["message"]["text"] == SHORT
            assert_ended_well(web, completed["message"])

            hasty = Web(data=data, port=web.port, DRAIN_SECONDS="1")
            with running(hasty):
                left = await ada.left_today()
                failed = await terminated_in_mid_answer(hasty, ada, LONG)
                message = failed["message"]
                assert (failed["code"], failed["retryable"]) == ("interrupted", True)
                assert message["status"] == "interrupted"
                assert len(message["text"]) > 40
                assert LONG.startswith(message["text"])
                assert_ended_well(hasty, message)
    used = hasty.rows("SELECT used FROM billing_usagecounter WHERE feature = 'messages'")
    assert used == [(50 - left,)], "an answer that was cut off was counted"

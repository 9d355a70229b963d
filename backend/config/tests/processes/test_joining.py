"""An answer belongs to the server: whoever joins, whenever, reads every character once."""

from .client import Browser, Partner

# Beyond the BMP, joined by zero-width joiners, combining, right to left: one code point is one step of an offset.
SPARKS = ("🧵", "👩🏽‍🎨", "🏳️‍🌈", "é", "שלום", "漢字", "𝔄𝔟")


def colourful(words: int) -> str:
    return " ".join(f"{SPARKS[number % len(SPARKS)]}{number}" for number in range(words))


async def test_three_tabs_that_join_at_different_moments_read_the_same(
    ada: Browser, partner: Partner
) -> None:
    text = colourful(450)
    partner.script(text)
    partner.pace(500)
    async with ada.tab() as first:
        await first.say("Tell me everything")
        answer_id = await first.created()
        await first.until_text(answer_id, length=150)
        async with ada.tab() as reloaded:
            assert 0 < len(reloaded.texts[answer_id]) < len(text)
            await first.until_text(answer_id, length=900)
            async with ada.tab() as second:
                endings = [await tab.answer() for tab in (first, reloaded, second)]
    assert [ending["text"] for ending in endings] == [text] * 3
    assert (await ada.newest())["text"] == text
    assert [tab.texts[answer_id] for tab in (first, reloaded, second)] == [text] * 3


async def test_characters_beyond_the_bmp_cut_anywhere_count_as_one(ada: Browser, partner: Partner) -> None:
    pieces = list(colourful(60))
    partner.script(pieces=pieces)
    partner.pace(300)
    async with ada.tab() as tab:
        await tab.say("In colour, please 🎨")
        ending = await tab.answer()
    assert ending["text"] == "".join(pieces)
    deltas = [frame for frame in tab.frames if frame["type"] == "message.delta"]
    assert len(deltas) > 3
    assert sum(len(delta["text"]) for delta in deltas) == len(pieces)


async def test_a_cut_wire_heals_by_subscribing_again(ada: Browser, partner: Partner) -> None:
    text = colourful(350)
    partner.script(text)
    partner.pace(400)
    async with ada.tab() as before:
        await before.say("Go on while I am in the tunnel")
        answer_id = await before.created()
        heard = await before.until_text(answer_id, length=120)
        before.connection.transport.abort()
    async with ada.tab() as after:
        assert after.texts[answer_id].startswith(heard)
        assert (await after.answer())["text"] == text


async def test_a_tab_that_joins_after_the_end_finds_nothing_streaming(ada: Browser, partner: Partner) -> None:
    async with ada.tab(subscribe=False) as tab:
        assert (await tab.subscribe())["snapshot"] == {"streaming": None}


async def test_stop_keeps_what_was_said(ada: Browser, partner: Partner) -> None:
    text = colourful(400)
    partner.script(text)
    partner.pace(100)
    async with ada.tab() as tab, ada.tab() as other:
        await tab.say("A long one")
        answer_id = await tab.created()
        await tab.until_text(answer_id, length=60)
        await tab.send("message.stop", topic=ada.topic, message_id=answer_id)
        stopped = await tab.answer()
        assert (await other.answer()) == stopped
    assert stopped["status"] == "stopped"
    assert 60 <= len(stopped["text"]) < len(text)
    assert text.startswith(stopped["text"])
    assert (await ada.newest())["text"] == stopped["text"]

"""A reader of 1 kB/s gets every character in the end, and nobody waits for them."""

import asyncio
import json
import socket
import statistics
from typing import Any

from websockets.client import ClientProtocol
from websockets.frames import Frame as WireFrame
from websockets.frames import Opcode
from websockets.uri import parse_uri

from .client import TERMINAL, Browser, Frame, Partner

SIP = 100
PAUSE = SIP / 1000  # 1 kB/s


class Modem:
    """A socket client that decides for itself how many bytes it takes, with next to no buffer of its own."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.protocol = ClientProtocol(
            parse_uri(f"{browser.url.replace('http', 'ws', 1)}/ws/"), origin=browser.url
        )
        self.connection = socket.socket()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.bytes_read = 0
        self.frames: list[Frame] = []

    async def dial(self) -> None:
        loop = asyncio.get_running_loop()
        self.connection.setblocking(False)
        await loop.sock_connect(self.connection, ("127.0.0.1", int(self.browser.url.rpartition(":")[2])))
        request = self.protocol.connect()
        request.headers["Cookie"] = self.browser.cookie
        self.protocol.send_request(request)
        await self._flush()
        await self.sip(4096)
        self.protocol.send_text(json.dumps({"type": "subscribe", "topic": self.browser.topic}).encode())
        await self._flush()

    async def sip(self, size: int) -> None:
        """Take at most `size` bytes from the wire."""
        data = await asyncio.get_running_loop().sock_recv(self.connection, size)
        assert data, "the server closed the connection"
        self.bytes_read += len(data)
        self.protocol.receive_data(data)
        await self._flush()
        self.frames += [
            json.loads(event.data) for event in self.protocol.events_received() if _is_text(event)
        ]

    async def _flush(self) -> None:
        for data in self.protocol.data_to_send():
            await asyncio.get_running_loop().sock_sendall(self.connection, data)

    @property
    def has_ended(self) -> bool:
        return any(frame["type"] in TERMINAL for frame in self.frames)

    @property
    def deltas(self) -> list[Frame]:
        return [frame for frame in self.frames if frame["type"] == "message.delta"]


def _is_text(event: Any) -> bool:
    return isinstance(event, WireFrame) and event.opcode is Opcode.TEXT


async def sip_until(modem: Modem, ended: asyncio.Event) -> None:
    while not ended.is_set():
        await modem.sip(SIP)
        await asyncio.sleep(PAUSE)


async def ask_until(browser: Browser, ended: asyncio.Event) -> int:
    """Return how often REST answered meanwhile."""
    answered = 0
    while not ended.is_set():
        await browser.active()
        answered += 1
        await asyncio.sleep(0.2)
    return answered


async def test_a_slow_reader_gets_the_whole_text_and_nobody_waits(ada: Browser, partner: Partner) -> None:
    pieces = [f"工房の机に紙とインクと朱肉、{number} " for number in range(4_500)]
    text = "".join(pieces)
    partner.script(pieces=pieces)
    partner.pace(900)
    ended = asyncio.Event()
    modem = Modem(ada)
    with modem.connection:
        await modem.dial()
        async with ada.tab() as tab:
            await tab.say("Everything you know")
            sipping = asyncio.create_task(sip_until(modem, ended))
            asking = asyncio.create_task(ask_until(ada, ended))
            fast = await tab.answer()
            ended.set()
        await sipping
        read_meanwhile = sum(len(frame["text"]) for frame in modem.deltas)
        assert await asking >= 3
        assert fast["text"] == text
        assert read_meanwhile < len(text) / 2
        while not modem.has_ended:
            await modem.sip(65_536)
    assert "".join(delta["text"] for delta in modem.deltas) == text
    assert modem.frames[-1]["message"]["text"] == text
    offsets = [delta["offset"] for delta in modem.deltas]
    assert offsets == [sum(len(d["text"]) for d in modem.deltas[:i]) for i in range(len(offsets))]
    at_once = [len(frame["text"]) for frame in tab.frames if frame["type"] == "message.delta"]
    assert len(modem.deltas) < len(at_once), "what waited for the slow reader was not joined"
    # The usual piece, not the largest: on a busy machine a pause makes one large piece for everybody.
    assert max(len(delta["text"]) for delta in modem.deltas) > 10 * statistics.median(at_once)
    gaps = sorted(b - a for a, b in zip(tab.heard_at, tab.heard_at[1:], strict=False))
    assert gaps[int(len(gaps) * 0.95)] < 1, "the fast reader was held up"

"""Sending events, signed, until they are taken: https://docs.stripe.com/webhooks.

A mounted app hears nothing of its server's start, so the first request starts the courier, in its event loop.
"""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass

import httpx2

from sandbox.stripe import deliveries
from sandbox.stripe.books import Books
from sandbox.stripe.deliveries import Delivery
from sandbox.stripe.desk import Desk

_TIMEOUT_SECONDS = 10
# At least this often it looks up, so that a renewal happens in its time though nobody calls.
_IDLE_SECONDS = 5.0


@dataclass(frozen=True)
class Letter:
    delivery: Delivery
    url: str
    payload: str
    signature: str


class Courier:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._moved = asyncio.Event()

    def nudge(self) -> None:
        """There may be something to send. Starts the courier in the running loop if it is not there."""
        if self._task is None or self._task.done():
            self._wake, self._moved = asyncio.Event(), asyncio.Event()
            self._task = asyncio.create_task(self._work())
        if asyncio.current_task() is not self._task:
            self._wake.set()

    async def settle(self, timeout: float) -> int:
        """Wait until nothing waits to be delivered, or for so many seconds. Returns how much still waits."""
        left = await self._waiting()
        try:
            async with asyncio.timeout(timeout):
                while left:
                    self._moved.clear()
                    if left := await self._waiting():
                        await self._moved.wait()
        except TimeoutError:
            return await self._waiting()
        return left

    async def _waiting(self) -> int:
        return await self._desk.run(lambda books: deliveries.waiting(books.db))

    async def _work(self) -> None:
        async with httpx2.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            while True:
                self._wake.clear()
                letters = await self._desk.run(_letters)
                if letters:
                    await asyncio.gather(*(self._deliver(client, letter) for letter in letters))
                    self._moved.set()
                else:
                    await self._rest()

    async def _rest(self) -> None:
        at = await self._desk.run(lambda books: deliveries.next_at(books.db))
        pause = _IDLE_SECONDS if at is None else min(_IDLE_SECONDS, max(0.0, at - time.time()))
        try:
            async with asyncio.timeout(pause):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _deliver(self, client: httpx2.AsyncClient, letter: Letter) -> None:
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "stripe-signature": letter.signature,
        }
        try:
            answered = await client.post(letter.url, content=letter.payload, headers=headers)
            arrived, answer = answered.is_success, str(answered.status_code)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            arrived, answer = False, type(error).__name__
        await self._desk.run(lambda books: _record(books, letter.delivery, arrived, answer))


def sign(secret: str, payload: str, at: int) -> str:
    """The value of `Stripe-Signature`."""
    signed = hmac.new(secret.encode(), f"{at}.{payload}".encode(), hashlib.sha256)
    return f"t={at},v1={signed.hexdigest()}"


def _letters(books: Books) -> list[Letter]:
    letters = (_letter(books, delivery) for delivery in deliveries.due(books.db))
    return [letter for letter in letters if letter]


def _letter(books: Books, delivery: Delivery) -> Letter | None:
    """The event as it is now, signed at the real time, as receivers compare it with theirs."""
    endpoint = deliveries.endpoint_of(books.db, delivery)
    if endpoint is None:
        books.db.execute("DELETE FROM deliveries WHERE endpoint = ?", (delivery.endpoint,))
        return None
    event = books.of(delivery.account).get("event", delivery.event)
    payload = json.dumps(event, indent=2)
    signature = sign(endpoint["secret"], payload, int(time.time()))
    return Letter(delivery, endpoint["url"], payload, signature)


def _record(books: Books, delivery: Delivery, arrived: bool, answer: str) -> None:
    deliveries.record(books.db, delivery, arrived=arrived, answer=answer)
    own = books.of(delivery.account)
    if event := own.find("event", delivery.event):
        own.save({**event, "pending_webhooks": deliveries.undelivered(books.db, event["id"])})

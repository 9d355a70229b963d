"""The words of an answer on their way from the model's run to whoever reads them."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from pydantic_ai.messages import AgentStreamEvent, PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta

from backend.integrations.anthropic import tap
from backend.integrations.anthropic.tap import Tap


class Words(Tap):
    """Text pieces in order, taken off the wire where the vendor's client has a tap, else from the run's events."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._arrived = asyncio.Event()
        self._over = False
        self._tail = ""

    def listen_to(self, run: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Start `run` as a task of which every request is heard; the words end with it."""
        context = contextvars.copy_context()
        context.run(tap.current.set, self)
        task = asyncio.get_running_loop().create_task(run, context=context)
        task.add_done_callback(self._end)
        return task

    def watch(self, event: AgentStreamEvent) -> None:
        """Take text from an event of the run, unless it has been heard on the wire already."""
        if self.is_open:
            return
        if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
            self.hear(event.part.content, begins_block=True)
        elif isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
            self.hear(event.delta.content_delta, begins_block=False)

    def hear(self, text: str, *, begins_block: bool) -> None:
        """Pass text on; a new one after a tool's result starts a paragraph of its own."""
        if begins_block and self._tail and not self._tail.endswith("\n\n"):
            text = f"\n\n{text}"
        if text:
            self._tail = (self._tail + text)[-2:]
            self._pieces.append(text)
            self._arrived.set()

    def _end(self, _: object) -> None:
        self._over = True
        self._arrived.set()

    async def __aiter__(self) -> AsyncIterator[str]:
        """Yield what has come since the last look, as one piece, until the run is over."""
        while not (self._over and not self._pieces):
            await self._arrived.wait()
            self._arrived.clear()
            if self._pieces:
                piece, self._pieces = "".join(self._pieces), []
                yield piece
            if self._over:
                self._arrived.set()

"""How long a first token takes through us, and what sending costs before it: `python -m bench.first_token`."""

import asyncio
import json
import statistics
import time

import httpx2

from .product import GENEROUS_PLANS, creator, running, until_end
from .upstream import Upstream

ROUNDS = 60


async def main() -> None:
    async with Upstream() as upstream:
        raw = [await raw_stream(upstream) for _ in range(ROUNDS)]
        environment = {
            "ANTHROPIC_API_KEY": "bench",
            "ANTHROPIC_BASE_URL": upstream.address,
            "PLANS_FILE": GENEROUS_PLANS,
        }
        async with running(**environment) as address, creator(address) as ada:
            ours, whole = await through_us(ada, upstream)
            active = [await timed_get(ada.http, "/api/v1/projects/active") for _ in range(ROUNDS)]
    print(f"{'ms, ' + str(ROUNDS) + ' rounds':44}{'median':>8}{'p95':>8}{'first':>8}")
    row("first token, raw stream to a bare client", raw)
    row("first token, through Atelier to the socket", ours)
    row("  added by Atelier", [mine - statistics.median(raw) for mine in ours])
    row("message sent to first token, less thinking", whole)
    row("GET projects/active (50 messages)", active)


def row(name: str, values: list[float]) -> None:
    p95 = statistics.quantiles(values, n=20)[18]
    print(f"{name:44}{statistics.median(values):8.2f}{p95:8.2f}{values[0]:8.2f}")


async def raw_stream(upstream: Upstream) -> float:
    """Return the milliseconds from writing the first token to reading it with a bare HTTP client."""
    async with (
        httpx2.AsyncClient() as client,
        client.stream("POST", f"{upstream.address}/v1/messages", json={}) as reply,
    ):
        arrived = 0.0
        async for line in reply.aiter_lines():
            if not arrived and '"text_delta"' in line:
                written = int(json.loads(line.removeprefix("data: "))["delta"]["text"])
                arrived = (time.monotonic_ns() - written) / 1e6
        return arrived


async def through_us(ada, upstream: Upstream) -> tuple[list[float], list[float]]:
    travelled, whole = [], []
    async with ada.socket() as socket:
        for number in range(ROUNDS):
            sent = time.monotonic_ns()
            await ada.say(socket, f"Question {number}")
            while True:
                frame = json.loads(await socket.recv())
                if frame["type"] == "message.delta":
                    break
            now = time.monotonic_ns()
            travelled.append((now - int(frame["text"].split()[0])) / 1e6)
            whole.append((now - sent) / 1e6 - upstream.thinking * 1000)
            await until_end(socket)
    return travelled, whole


async def timed_get(http: httpx2.AsyncClient, path: str) -> float:
    started = time.perf_counter()
    (await http.get(path)).raise_for_status()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    asyncio.run(main())

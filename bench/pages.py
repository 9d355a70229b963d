"""How heavy the pages are and how soon they show: `python -m bench.pages`.

Sizes are those the budget counts. Lighthouse loads the pages from a whole Atelier on this machine, each in a fresh
browser, and simulates the network: mobile is a slow 4G and a processor four times slower.
Each figure is the median of LIGHTHOUSE_RUNS (3).
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from scripts.house import stamps
from scripts.house.node_side import ensure_built, environment, npm
from scripts.house.places import FRONTEND
from scripts.house.processes import run_logged, run_shown
from scripts.house.suites import find_browser

from .product import GENEROUS_PLANS, Creator, running, until_end

LIGHTHOUSE = FRONTEND / "tools" / "lighthouse"
MESSAGES = 50
# Largest contentful paint, in milliseconds; of the app one page is allowed more on a phone.
LCP_GOALS = {("landing", "mobile"): 1_200, ("landing", "desktop"): 1_000}
APP_LCP_GOALS = {"mobile": 2_800, "desktop": 1_000}
CLS_GOAL = 0.05


async def main() -> bool:
    ensure_built()
    print("Bundles: gzip kilobytes of each page / its budget", flush=True)
    fits = run_shown(npm("run", "--silent", "budget"), cwd=FRONTEND, env=environment())
    browser = find_browser()
    if browser is None:
        print("Lighthouse skipped: no Chromium was found. Install one, or name it with CHROMIUM_PATH.")
        return fits
    ensure_lighthouse()
    async with (
        running(DEMO_CREATOR="true", PLANS_FILE=GENEROUS_PLANS) as address,
        demo_creator(address) as nora,
    ):
        count = await write_until(nora, MESSAGES)
        print(f"\nLighthouse; the workspace shows the newest {min(count, MESSAGES)} of {count} messages")
        await show(browser, pages(address, nora))
    return fits


def ensure_lighthouse() -> None:
    """Install Lighthouse beside the front end, whose packages it would only burden, unless it stands already."""
    stamp = LIGHTHOUSE / "node_modules" / ".installed"
    key = stamps.key_of(files=[LIGHTHOUSE / "package.json", LIGHTHOUSE / "package-lock.json"])
    if stamps.is_fresh(stamp, key):
        return
    sorry = "Lighthouse could not be installed. Check the connection to npm's registry."
    run_logged(npm("ci"), name="npm-lighthouse", cwd=LIGHTHOUSE, env=environment(), sorry=sorry)
    stamps.press(stamp, key)


@asynccontextmanager
async def demo_creator(address: str) -> AsyncIterator[Creator]:
    async with httpx2.AsyncClient(base_url=address, timeout=30, trust_env=False) as http:
        nora = Creator(http, "")
        await http.get("/_allauth/browser/v1/config")
        entered = await http.post("/api/v1/demo/session", headers=nora.headers())
        entered.raise_for_status()
        nora.project_id = entered.json()["project_id"]
        yield nora


async def write_until(nora: Creator, count: int) -> int:
    """Go on with the demo creator's conversation until it holds at least `count` messages; return how many it does."""
    pace = {"tokens_per_second": 2_000, "first_token_ms": 0}
    (await nora.http.post("/sandbox/anthropic/control/pace", json=pace)).raise_for_status()
    written = (await nora.http.get("/api/v1/projects/active")).json()["messages"]
    total = max(int(message["position"]) for message in written)
    async with nora.socket() as socket:
        while total < count:
            await nora.say(socket, "And what would you do in my place?")
            total = int((await until_end(socket))["message"]["position"])
    return total


def pages(address: str, nora: Creator) -> list[dict[str, Any]]:
    cookies = [
        {"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}
        for name, value in nora.http.cookies.items()
    ]
    return [
        {"name": "landing", "url": f"{address}/", "cookies": []},
        {"name": "login", "url": f"{address}/login", "cookies": []},
        {"name": "workspace", "url": f"{address}/projects/{nora.project_id}", "cookies": cookies},
    ]


async def show(browser: str, addresses: list[dict[str, Any]]) -> None:
    print(f"{'':24}{'score':>8}{'LCP s':>8}{'TBT ms':>8}{'CLS':>8}{'KiB':>8}", flush=True)
    command = [*npm("exec", "--", "node", "measure.mjs"), json.dumps(addresses)]
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=LIGHTHOUSE,
        env=environment(CHROMIUM_PATH=browser),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    async for line in process.stdout:
        row(json.loads(line))
    if await process.wait() != 0:
        raise SystemExit("Lighthouse ended early; the lines above say why.")
    print("goals for LCP: landing 1.2 s, app 2.8 s on mobile, 1 s on desktop; CLS 0.05")


def row(found: dict[str, Any]) -> None:
    name, form = found["name"], found["form"]
    goal = LCP_GOALS.get((name, form), APP_LCP_GOALS[form])
    is_met = found["lcp"] <= goal and found["cls"] <= CLS_GOAL
    print(
        f"{name + ', ' + form:24}{found['score']:8.0f}{found['lcp'] / 1000:8.2f}{found['tbt']:8.0f}{found['cls']:8.3f}"
        f"{found['bytes'] / 1024:8.0f}  {'met' if is_met else 'missed'}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main()) else 1)

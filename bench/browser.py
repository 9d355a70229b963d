"""Frames and keys of the built app under a fast stream and a long history: `python -m bench.browser`.

The measuring is done inside Chromium; see frontend/e2e/long-stream.bench.ts.
"""

import sys

from scripts.house.node_side import ensure_built, environment, npm
from scripts.house.places import FRONTEND
from scripts.house.processes import run_shown
from scripts.house.suites import find_browser

CONFIG = "playwright.bench.config.ts"


def main() -> bool:
    browser = find_browser()
    if browser is None:
        print("Skipped: no Chromium was found. Install one, or name it with CHROMIUM_PATH.")
        return True
    ensure_built()
    command = npm("exec", "--", "playwright", "test", "--config", CONFIG)
    return run_shown(command, cwd=FRONTEND, env=environment(CHROMIUM_PATH=browser))


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

"""A real sandbox server on a free port, and the official client pointed at it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import anthropic
import httpx2
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sandbox_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("atelier")


@pytest.fixture(scope="session")
def server(sandbox_dir: Path) -> Iterator[str]:
    """The address of a sandbox serving `sandbox_dir`."""
    command = [sys.executable, "-m", "sandbox.serve", "--port", "0", "--data", str(sandbox_dir / "sandbox")]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the sandbox server did not start"
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def http(server: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server, timeout=20) as client:
        yield client


@pytest.fixture
def control(http: httpx2.Client) -> httpx2.Client:
    """The control endpoint, reset: no faults, nothing queued, no log, and a pace fast enough for tests."""
    for part in ("faults", "script", "requests"):
        http.delete(f"/anthropic/control/{part}").raise_for_status()
    http.post("/anthropic/control/pace", json={"tokens_per_second": 20_000}).raise_for_status()
    return http


@pytest.fixture(scope="session")
def official_client(server: str) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(api_key="sk-test-1234", base_url=f"{server}/anthropic", max_retries=0) as client:
        yield client


@pytest.fixture
def claude(official_client: anthropic.Anthropic, control: httpx2.Client) -> anthropic.Anthropic:
    """The official client, at a sandbox in its resting state."""
    return official_client


@pytest.fixture
def fail(control: httpx2.Client):
    """Script one fault: `fail("rate_limit", retry_after=7)`."""

    def script(kind: str, **details: object) -> None:
        control.post(
            "/anthropic/control/faults", json={"faults": [{"kind": kind, **details}]}
        ).raise_for_status()

    return script

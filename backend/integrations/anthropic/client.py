"""The Anthropic SDK, built our way. https://docs.anthropic.com/en/api/messages"""

import httpx2
from anthropic import AsyncAnthropic

from .transport import TappedTransport

CONNECT_SECONDS = 5.0
READ_SECONDS = 120.0


def build(
    *, api_key: str, base_url: str, transport: httpx2.AsyncBaseTransport | None = None
) -> AsyncAnthropic:
    """Return a client that never retries by itself.

    The SDK sleeps as long as a `retry-after` says, an hour if need be; which model to try next is ours to decide.
    `base_url` empty means Anthropic's own; both are passed explicitly, so nothing is read from the environment.
    """
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=60)
    http_client = httpx2.AsyncClient(
        transport=transport or TappedTransport(limits),
        timeout=timeout,
        # A tap reads the wire itself, so nothing on it may be packed.
        headers={"accept-encoding": "identity"},
        trust_env=False,
    )
    return AsyncAnthropic(
        api_key=api_key,
        base_url=base_url or "https://api.anthropic.com",
        max_retries=0,
        timeout=timeout,
        http_client=http_client,
    )

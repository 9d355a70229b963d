"""The OpenAI SDK for every server that speaks its chat completions: OpenAI, OpenRouter, vLLM, Ollama.

https://platform.openai.com/docs/api-reference/chat and https://openrouter.ai/docs/api-reference
"""

import httpx2
from openai import AsyncOpenAI

CONNECT_SECONDS = 5.0
READ_SECONDS = 120.0


def build(*, api_key: str, base_url: str) -> AsyncOpenAI:
    """Return a client that never retries by itself; servers without keys (Ollama) ignore `api_key`."""
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    return AsyncOpenAI(
        api_key=api_key or "none",
        base_url=base_url,
        max_retries=0,
        timeout=timeout,
        http_client=httpx2.AsyncClient(timeout=timeout, trust_env=False),
    )

"""A server that speaks chat completions, and little else. https://platform.openai.com/docs/api-reference/chat"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

DONE = "[DONE]"


def chunk(delta: dict[str, Any] | None = None, *, finish: str | None = None, **more: Any) -> dict[str, Any]:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    shared = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "kiln-1"}
    return {**shared, "choices": choices, **more}


def words(*texts: str) -> list[Any]:
    return [chunk({"role": "assistant", "content": ""}), *(chunk({"content": text}) for text in texts)]


def usage(prompt: int, completion: int, cached: int = 0) -> dict[str, Any]:
    counts = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return chunk(usage={**counts, "prompt_tokens_details": {"cached_tokens": cached}})


def answer(*texts: str) -> list[Any]:
    return [*words(*texts), chunk({}, finish="stop"), usage(100, 20), DONE]


def tool_call(name: str, arguments: dict[str, Any]) -> list[Any]:
    called = {"index": 0, "id": "call_1", "type": "function", "function": {"name": name, "arguments": ""}}
    head, tail = json.dumps(arguments)[:5], json.dumps(arguments)[5:]
    return [
        chunk({"role": "assistant", "content": None, "tool_calls": [called]}),
        chunk({"tool_calls": [{"index": 0, "function": {"arguments": head}}]}),
        chunk({"tool_calls": [{"index": 0, "function": {"arguments": tail}}]}),
        chunk({}, finish="tool_calls"),
        usage(50, 10),
        DONE,
    ]


class ChatCompletions:
    """What it will answer, one script per request, and what it was asked."""

    def __init__(self) -> None:
        self.scripts: list[list[Any] | tuple[int, dict[str, Any]]] = []
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.address = ""

    def will_say(self, *scripts: list[Any] | tuple[int, dict[str, Any]]) -> None:
        self.scripts.extend(scripts)


@contextmanager
def serving() -> Iterator[ChatCompletions]:
    double = ChatCompletions()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            double.requests.append(
                (self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            )
            script = double.scripts.pop(0)
            if isinstance(script, tuple):
                self._refuse(*script)
            else:
                self._stream(script)

        def _refuse(self, status: int, body: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def _stream(self, script: list[Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for part in script:
                data = part if isinstance(part, str) else json.dumps(part)
                self.wfile.write(f"data: {data}\n\n".encode())
                self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    double.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

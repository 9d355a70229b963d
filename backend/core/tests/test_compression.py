import gzip
import json

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from backend.core.compression import compression_middleware

LONG = {"text": "word " * 200}


def replied(response: HttpResponseBase, accepts: str = "gzip, br") -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/api/v1/", headers={"Accept-Encoding": accepts})
    answer: HttpResponseBase = compression_middleware(lambda _: response)(request)
    return answer


def test_a_long_reply_is_compressed() -> None:
    reply = replied(JsonResponse(LONG))
    assert isinstance(reply, HttpResponse)
    assert reply["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(reply.content)) == LONG
    assert "Accept-Encoding" in reply["Vary"]


def test_not_for_whom_it_means_nothing() -> None:
    assert "Content-Encoding" not in replied(JsonResponse(LONG), accepts="identity")


@pytest.mark.parametrize("kind", ["text/event-stream", "application/json"])
def test_a_stream_is_never_held_back(kind: str) -> None:
    stream = StreamingHttpResponse(iter([b"x" * 300, b"y" * 300]), content_type=kind)
    assert "Content-Encoding" not in replied(stream)
    assert next(iter(stream.streaming_content)) == b"x" * 300


async def test_the_same_among_asynchronous_neighbours() -> None:
    async def view(_: HttpRequest) -> HttpResponseBase:
        return JsonResponse(LONG)

    request = RequestFactory().get("/api/v1/", headers={"Accept-Encoding": "gzip"})
    assert (await compression_middleware(view)(request))["Content-Encoding"] == "gzip"

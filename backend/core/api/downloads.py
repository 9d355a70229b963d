"""Sending a file without holding it in memory."""

import asyncio
from collections.abc import AsyncIterator
from typing import IO

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

CHUNK = 64 * 1024


class Download(StreamingHttpResponse):
    """An attachment read from `file`, which is read from its beginning and closed at the end."""

    def __init__(self, file: IO[bytes], *, filename: str, content_type: str) -> None:
        super().__init__(_chunks(file), content_type=content_type)
        length = file.seek(0, 2)
        file.seek(0)
        self["Content-Length"] = str(length)
        self["Content-Disposition"] = content_disposition_header(True, filename)
        self["Cache-Control"] = "private, no-store"


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    # ASGI reads a plain iterator to its end before sending anything; only an async one is sent piece by piece.
    with file:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk

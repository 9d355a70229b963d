"""Is this process alive, and do its parts answer?"""

import time
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from celery import current_app
from channels.layers import get_channel_layer
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from backend.core.realtime import bridge
from backend.core.realtime.listening import listening

ECHO_SECONDS = 2


def livez(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


def healthz(request: HttpRequest) -> HttpResponse:
    """Report the database, the broker and the channel layer, each with its latency in milliseconds."""
    checks = {
        "database": _timed(_database),
        "broker": _timed(_broker),
        "channel_layer": _timed(_channel_layer),
    }
    healthy = all(check["status"] == "ok" for check in checks.values())
    body = {
        "status": "ok" if healthy else "failing",
        "checks": checks,
        "timestamp": timezone.now().isoformat(),
    }
    return JsonResponse(body, status=200 if healthy else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _timed(check: Callable[[], None]) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        check()
        result: dict[str, Any] = {"status": "ok"}
    except Exception as error:  # noqa: BLE001  whatever is broken, the report must still be readable
        result = {"status": "failing", "error": type(error).__name__}
    return {**result, "latency_ms": round((time.perf_counter() - started) * 1000, 2)}


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def _channel_layer() -> None:
    loop = bridge.running_loop()
    if loop is not None:
        bridge.submit(_echo()).result(timeout=ECHO_SECONDS)
    else:
        async_to_sync(_echo)()


async def _echo() -> None:
    async with listening() as listener:
        await get_channel_layer().send(listener.channel, {"type": "health.echo"})
        if await listener.next(ECHO_SECONDS) is None:
            raise TimeoutError

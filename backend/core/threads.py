"""Database work from the event loop, on a few threads of our own.

Channels and asgiref run sensitive code on one shared thread, where one slow query would hold up every answer.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")
_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="atelier-db")


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking `function` off the loop, with its database connection given back afterwards."""
    return await asyncio.get_running_loop().run_in_executor(_pool, partial(_clean, function, *args, **kwargs))


def _clean(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    close_old_connections()
    try:
        return function(*args, **kwargs)
    finally:
        close_old_connections()

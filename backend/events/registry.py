"""Who reacts to what. Handlers register from `AppConfig.ready()`; emitters never know them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from .models import DomainEvent

Handler = Callable[[DomainEvent], None]


@dataclass(frozen=True)
class Registration:
    key: str
    run: Handler


_handlers: dict[str, list[Registration]] = defaultdict(list)
_watchers: list[Handler] = []


def handles(event_name: str, *, key: str | None = None) -> Callable[[Handler], Handler]:
    """Register a handler. `key` names it in receipts; it must stay the same when the function moves."""

    def register(function: Handler) -> Handler:
        name = key or f"{function.__module__}.{function.__qualname__}"
        known = _handlers[event_name]
        if name not in [registration.key for registration in known]:
            known.append(Registration(key=name, run=function))
        return function

    return register


def handlers_of(event_name: str) -> list[Registration]:
    return list(_handlers.get(event_name, []))


def forget(event_name: str, key: str) -> None:
    """Take a handler out again (tests register their own)."""
    _handlers[event_name] = [known for known in _handlers[event_name] if known.key != key]


def watches(function: Handler) -> Handler:
    """Register who is told of every event as it is dispatched: now and then twice, never if the process dies.

    For what only looks on. Nothing may depend on it, and it should cost nothing; an effect belongs in a handler.
    """
    if function not in _watchers:
        _watchers.append(function)
    return function


def watchers() -> list[Handler]:
    return list(_watchers)


def forget_watcher(function: Handler) -> None:
    """Take a watcher out again (tests register their own)."""
    _watchers.remove(function)

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

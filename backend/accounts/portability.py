"""What a person may take along: one JSON document of named sections. Each app registers its own."""

from collections.abc import Callable, Iterator
from typing import IO, Any

import orjson

from .models import User
from .selectors import memberships_of

# A value for JSON, or an iterator over the rows of a long list, which are then never all in memory.
Exporter = Callable[[User], Any]

_exporters: dict[str, Exporter] = {}


def exports(section: str) -> Callable[[Exporter], Exporter]:
    def register(exporter: Exporter) -> Exporter:
        _exporters[section] = exporter
        return exporter

    return register


def write(user: User, file: IO[bytes]) -> None:
    """Write everything that is `user`'s as JSON, section by section in the order of registration."""
    file.write(b"{")
    for number, (section, exporter) in enumerate(_exporters.items()):
        file.write(b",\n" if number else b"\n")
        file.write(orjson.dumps(section) + b": ")
        _write_value(exporter(user), file)
    file.write(b"\n}\n")


def _write_value(value: Any, file: IO[bytes]) -> None:
    if not isinstance(value, Iterator):
        file.write(_json(value))
        return
    file.write(b"[")
    for number, row in enumerate(value):
        file.write(b",\n" if number else b"\n")
        file.write(_json(row))
    file.write(b"\n]")


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)


@exports("account")
def account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "time_zone": user.time_zone,
        "joined_at": user.created_at,
        "workspaces": [
            {"id": membership.workspace_id, "name": membership.workspace.name, "role": membership.role}
            for membership in memberships_of(user)
        ],
        "api_keys": list(user.api_keys.values("name", "prefix", "created_at", "last_used_at", "revoked_at")),
    }

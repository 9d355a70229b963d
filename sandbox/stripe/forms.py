"""Stripe's parameters travel as a form with brackets: `items[0][price]=price_1`, `expand[]=customer`."""

import re
from collections.abc import Iterable
from typing import Any

from sandbox.stripe.errors import StripeError

_KEY = re.compile(r"^[^\[\]]+(?:\[[^\[\]]*\])*$")
_DEEPEST = 8

Tree = dict[str, Any]


def decode(pairs: Iterable[tuple[str, str]]) -> Tree:
    """Return the pairs as nested hashes and lists; a hash whose keys are 0, 1, 2… is a list."""
    root: Tree = {}
    for key, value in pairs:
        if not _KEY.match(key) or key.count("[") > _DEEPEST:
            raise StripeError(f"Invalid parameter name: {key}", param=key)
        _insert(root, [part.rstrip("]") for part in key.split("[")], value, key)
    return {name: _settled(value) for name, value in root.items()}


def _insert(node: Tree, path: list[str], value: str, key: str) -> None:
    for part in path[:-1]:
        node = node.setdefault(part or str(len(node)), {})
        if not isinstance(node, dict):
            raise _ambiguous(key)
    last = path[-1] or str(len(node))
    if isinstance(node.get(last), dict):
        raise _ambiguous(key)
    node[last] = value


def _ambiguous(key: str) -> StripeError:
    return StripeError(f"Invalid {key}: it is both a value and a hash", param=key)


def _settled(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    settled = {name: _settled(value) for name, value in node.items()}
    if settled and all(name.isdigit() for name in settled):
        return [settled[name] for name in sorted(settled, key=int)]
    return settled

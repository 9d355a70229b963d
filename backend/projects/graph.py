"""What waits for what."""

from collections.abc import Mapping, Sequence


def cycle(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """Return one circle in `edges` (name → names it waits for) as `[a, b, a]`, or an empty list.

    Names without an entry of their own are passed over.
    """
    done: set[str] = set()
    for start in edges:
        found = _walk(start, edges, [], done)
        if found:
            return found
    return []


def _walk(name: str, edges: Mapping[str, Sequence[str]], trail: list[str], done: set[str]) -> list[str]:
    if name in trail:
        return [*trail[trail.index(name) :], name]
    if name in done:
        return []
    for needed in edges.get(name, ()):
        found = _walk(needed, edges, [*trail, name], done)
        if found:
            return found
    done.add(name)
    return []

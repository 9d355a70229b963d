"""A stamp says what a finished step was made from; the same key again means nothing to do.

It is written last, so a step that was interrupted has none and is done again.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def key_of(*texts: str, files: Iterable[Path] = ()) -> str:
    """Return a digest of `texts` and of the names and contents of `files`, in whatever order they come."""
    digest = hashlib.sha256("\0".join(texts).encode())
    for path in sorted(files):
        digest.update(f"\0{path}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(stamp: Path, key: str) -> bool:
    return stamp.exists() and stamp.read_text() == key


def press(stamp: Path, key: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_name(f"{stamp.name}.draft")
    draft.write_text(key)
    draft.replace(stamp)

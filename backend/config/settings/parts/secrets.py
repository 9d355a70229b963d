"""A local installation's own secret key, made once and kept readable by its owner alone."""

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path


def local_secret_key(data_dir: Path) -> str:
    """Return the key in `data_dir/secret_key`, making it on the first start; safe when two processes race."""
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    draft = data_dir / f"secret_key.{os.getpid()}"
    if not path.exists():
        descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text().strip()


def derived(secret_key: str, purpose: str) -> str:
    """Return 32 hexadecimal digits that only this installation can know, another for each purpose."""
    return hmac.new(secret_key.encode(), purpose.encode(), hashlib.sha256).hexdigest()[:32]

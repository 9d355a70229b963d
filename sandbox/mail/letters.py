"""Reading letters from the files Django's file-based e-mail backend writes: one file per sending, letters divided
by dashes."""

import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

_DIVIDER = re.compile(rb"^-{79}\r?\n?", re.MULTILINE)
_HEADER = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]*:")
_ID = re.compile(r"^(?P<file>[A-Za-z0-9][A-Za-z0-9_-]*)\.(?P<index>\d{1,3})$")
_LABELLED = re.compile(r"(?i:code)(?:\s+is)?\s*:?\s*\b([A-Z0-9]{6}|[A-Z0-9]{3}-[A-Z0-9]{3})\b")
_ALONE = re.compile(r"^\s*([A-Z0-9]{6}|[A-Z0-9]{3}-[A-Z0-9]{3})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """One letter as a reader needs it. `id` names its file and its place in it."""

    id: str
    to: str
    sender: str
    subject: str
    sent_at: datetime
    text: str
    html: str | None

    @property
    def code(self) -> str | None:
        """The verification code, where the letter carries one."""
        found = _ALONE.search(self.text) or _LABELLED.search(self.text)
        return found[1] if found else None


def newest(mail_dir: Path, *, to: str | None = None, limit: int = 100) -> list[Letter]:
    """The latest letters, newest first; `to` keeps the ones addressed to that person."""
    letters = [letter for path in _files(mail_dir) for letter in _read(path)]
    kept = [letter for letter in letters if to is None or to.lower() in letter.to.lower()]
    return sorted(kept, key=lambda letter: (letter.sent_at, letter.id), reverse=True)[:limit]


def find(mail_dir: Path, letter_id: str) -> Letter | None:
    """The letter of that id. Only names of files in the mailbox are ids; a path is not one."""
    name = _ID.match(letter_id)
    if not name:
        return None
    path = mail_dir / f"{name['file']}.log"
    if not path.is_file() or path.resolve().parent != mail_dir.resolve():
        return None
    return next((letter for letter in _read(path) if letter.id == letter_id), None)


def _files(mail_dir: Path) -> list[Path]:
    return sorted(mail_dir.glob("*.log")) if mail_dir.is_dir() else []


def _read(path: Path) -> Iterator[Letter]:
    parts = _parts(path.read_bytes())
    fallback = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    for index, raw in enumerate(parts):
        yield _parse(raw, letter_id=f"{path.stem}.{index}", fallback=fallback)


def _parts(raw: bytes) -> list[bytes]:
    """The letters of a file. A line of dashes inside a letter is not a divider: what follows has no headers."""
    parts: list[bytes] = []
    for part in _DIVIDER.split(raw):
        if not parts or _HEADER.match(part):
            parts.append(part)
        elif part.strip():
            parts[-1] += b"-" * 79 + b"\n" + part
    return [part for part in parts if part.strip()]


def _parse(raw: bytes, *, letter_id: str, fallback: datetime) -> Letter:
    message = message_from_bytes(raw.lstrip(), policy=email.policy.default)
    html = message.get_body(("html",))
    plain = message.get_body(("plain",))
    return Letter(
        id=letter_id,
        to=str(message.get("To", "")),
        sender=str(message.get("From", "")),
        subject=str(message.get("Subject", "")) or "(no subject)",
        sent_at=_sent_at(message, fallback),
        text=_content(plain),
        html=_content(html) if html else None,
    )


def _content(part: object) -> str:
    """A part's text, whatever charset it claims."""
    if not isinstance(part, EmailMessage):
        return ""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", errors="replace")
    except LookupError:
        return raw.decode("utf-8", errors="replace")


def _sent_at(message: EmailMessage, fallback: datetime) -> datetime:
    try:
        when = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return fallback
    return when if when.tzinfo else when.replace(tzinfo=UTC)

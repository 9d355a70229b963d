"""The backup of an embedded installation: one file that holds its database, media, mail and secret key."""

import sqlite3
import tarfile
import tempfile
from pathlib import Path

from .errors import ApplicationError

DATABASE = "atelier.sqlite3"
# What can be made again is left out: static files, and the write-ahead log that the copy has already folded in.
LEFT_OUT = {"static", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}
# Merely loading the settings makes these, so a folder with nothing else counts as empty.
MADE_AT_START = {"static", "secret_key"}


class NothingToBackUp(ApplicationError):
    code = "nothing_to_back_up"
    detail = (
        "There is no SQLite database in the data folder. A PostgreSQL installation is backed up with pg_dump."
    )


class WouldOverwrite(ApplicationError):
    code = "would_overwrite"
    status = 409
    detail = "The data folder is not empty. Stop Atelier, move the folder away, and restore again."


class NotABackup(ApplicationError):
    code = "not_a_backup"
    detail = "That file is not a backup of Atelier."


def write(*, data_dir: Path, target: Path) -> None:
    """Write a consistent copy of `data_dir` to `target`, also while Atelier runs. Raises NothingToBackUp."""
    if not (data_dir / DATABASE).exists():
        raise NothingToBackUp
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _copy_database(data_dir / DATABASE, copy)
        with tarfile.open(target, "w:gz") as archive:
            archive.add(copy, arcname=DATABASE)
            for path in sorted(data_dir.iterdir()):
                if path.name not in LEFT_OUT and path.resolve() != target.resolve():
                    archive.add(path, arcname=path.name)
    target.chmod(0o600)


def read(*, source: Path, data_dir: Path) -> None:
    """Unpack a backup into an empty `data_dir`. Raises WouldOverwrite and NotABackup, and then changes nothing."""
    if data_dir.exists() and any(path.name not in MADE_AT_START for path in data_dir.iterdir()):
        raise WouldOverwrite
    try:
        with tarfile.open(source, "r:gz") as archive:
            if DATABASE not in archive.getnames():
                raise NotABackup
            data_dir.mkdir(parents=True, exist_ok=True)
            archive.extractall(data_dir, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise NotABackup from error


def _copy_database(source: Path, target: Path) -> None:
    """Copy through SQLite's own backup, which sees one moment of a database that is being written."""
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        origin.backup(copy)
    finally:
        origin.close()
        copy.close()

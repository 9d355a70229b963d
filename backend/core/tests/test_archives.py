import sqlite3
from pathlib import Path

import pytest

from backend.core import archives


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    data = tmp_path / "var"
    (data / "mail").mkdir(parents=True)
    (data / "static").mkdir()
    (data / "static" / "made-again.css").write_text("")
    (data / "mail" / "letter.log").write_text("Dear Ada")
    (data / "secret_key").write_text("s3cret")
    with sqlite3.connect(data / archives.DATABASE) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE letters (text TEXT)")
        database.execute("INSERT INTO letters VALUES ('kept')")
    return data


def test_a_backup_taken_while_writing_holds_what_was_committed(installation: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(installation / archives.DATABASE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO letters VALUES ('not yet')")
    archives.write(data_dir=installation, target=tmp_path / "backup.tar.gz")
    writer.execute("COMMIT")
    writer.close()
    restored = tmp_path / "elsewhere"
    archives.read(source=tmp_path / "backup.tar.gz", data_dir=restored)
    with sqlite3.connect(restored / archives.DATABASE) as database:
        assert database.execute("SELECT text FROM letters").fetchall() == [("kept",)]
    assert (restored / "mail" / "letter.log").read_text() == "Dear Ada"
    assert (restored / "secret_key").read_text() == "s3cret"
    assert not (restored / "static").exists()
    assert (tmp_path / "backup.tar.gz").stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(installation: Path, tmp_path: Path) -> None:
    archives.write(data_dir=installation, target=tmp_path / "backup.tar.gz")
    with pytest.raises(archives.WouldOverwrite):
        archives.read(source=tmp_path / "backup.tar.gz", data_dir=installation)


def test_a_foreign_file_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "photo.tar.gz").write_bytes(b"not an archive")
    with pytest.raises(archives.NotABackup):
        archives.read(source=tmp_path / "photo.tar.gz", data_dir=tmp_path / "var")
    assert not (tmp_path / "var").exists()


def test_an_installation_without_a_file_database_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(archives.NothingToBackUp, match="pg_dump"):
        archives.write(data_dir=tmp_path, target=tmp_path / "backup.tar.gz")

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import check_env_example
from scripts.house import node_side, processes, stamps
from scripts.house.telling import Failure


def test_a_key_changes_with_a_files_content_and_name_and_not_with_their_order(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    key = stamps.key_of("text", files=[one, other])

    assert stamps.key_of("text", files=[other, one]) == key
    assert stamps.key_of("another text", files=[one, other]) != key
    one.write_text("2")
    other.write_text("1")
    assert stamps.key_of("text", files=[one, other]) != key


def test_a_stamp_is_fresh_only_for_the_key_it_was_pressed_with(tmp_path: Path) -> None:
    stamp = tmp_path / "folder" / "stamp"
    assert not stamps.is_fresh(stamp, "key")
    stamps.press(stamp, "key")
    assert stamps.is_fresh(stamp, "key")
    assert not stamps.is_fresh(stamp, "other key")


@pytest.mark.parametrize(
    ("version", "enough"), [("v20.19.0", True), ("v24.1.0", True), ("v20.18.3", False), ("", False)]
)
def test_an_old_node_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, enough: bool
) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node_side.machine_has_node() is enough


def test_a_failed_step_keeps_its_output_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(processes, "LOGS", tmp_path)
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]
    with pytest.raises(Failure, match="Try again") as caught:
        processes.run_logged(command, name="step", sorry="Try again.")
    assert caught.value.log is not None
    assert caught.value.log.read_text() == "the reason\n"


def test_without_a_new_enough_python_the_finder_says_so(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "scripts/find-python"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_the_example_is_read_whether_a_line_is_switched_on_or_not() -> None:
    text = "# Words, PORT=1 among them.\n# PORT=8000\nHOST=127.0.0.1\n"
    assert check_env_example.variables_written(text) == {"PORT": "8000", "HOST": "127.0.0.1"}


def test_every_way_to_read_a_variable_is_seen(tmp_path: Path) -> None:
    source = tmp_path / "settings.py"
    source.write_text(
        'env.int("PORT", default=8000)\nenv.list("HOSTS", default=["a", "b"])\nenv("KEY")\n'
        'os.environ.get("HOST", "127.0.0.1")\nenv.str("FOLDER", default=str(HERE))\nother("NOT")\n'
    )
    read = dict(check_env_example._calls(source))
    assert read == {"PORT": "8000", "HOSTS": "a,b", "KEY": None, "HOST": "127.0.0.1", "FOLDER": None}

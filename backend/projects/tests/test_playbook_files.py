import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backend.projects import checks
from backend.projects.models import Playbook
from backend.projects.playbooks import files, positions

from .factories import content

Break = Callable[[dict[str, Any]], Any]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    def written(playbook: Any) -> Path:
        text = playbook if isinstance(playbook, str) else json.dumps(playbook, indent=2)
        (tmp_path / "broken.json").write_text(text, encoding="utf-8")
        return tmp_path / "broken.json"

    return written


def task(playbook: dict[str, Any], phase: int = 0, index: int = 0) -> dict[str, Any]:
    return playbook["phases"][phase]["tasks"][index]  # type: ignore[no-any-return]


def line_of(path: Path, text: str, occurrence: int = 0) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if text in line][occurrence]


def test_the_playbook_we_ship_is_sound_and_whole() -> None:
    assert files.problems_in(files.FOLDER) == []
    playbook = content()
    assert [len(phase["tasks"]) for phase in playbook["phases"]] == [5, 6, 6, 5]
    assert [phase["title"] for phase in playbook["phases"]] == [
        "Know your people",
        "Shape the offer",
        "Build the place",
        "Open the doors",
    ]
    assert len(playbook["decisions"]) == 5


BREAKS: list[tuple[str, Break, str, int, str]] = [
    (
        "a missing field",
        lambda p: task(p).pop("why"),
        '"task_id": "gather_numbers"',
        -1,
        "'why' is a required",
    ),
    (
        "an unknown field",
        lambda p: task(p).update(colour="red"),
        '"colour": "red"',
        0,
        "'colour' is not a field",
    ),
    (
        "a wrong type",
        lambda p: task(p).update(minutes="30"),
        '"minutes": "30"',
        0,
        "'30' is not of type 'integer'",
    ),
    (
        "a task twice",
        lambda p: task(p, 1).update(task_id="gather_numbers"),
        '"task_id": "gather_numbers"',
        1,
        "above",
    ),
    (
        "a reference to nothing",
        lambda p: task(p, 0, 2).update(depends_on=["nowhere"]),
        '"nowhere"',
        0,
        "depends on 'nowhere'",
    ),
    (
        "a circle",
        lambda p: task(p).update(depends_on=["set_founding_price"]),
        '"depends_on": [',
        0,
        "wait for each other",
    ),
    (
        "a wrong count",
        lambda p: p["counts"].update(phases=5),
        '"phases": 5',
        0,
        "declares 5 phases and holds 4",
    ),
    ("a lost task", lambda p: p["phases"][0]["tasks"].pop(), '"tasks": [', 0, "holds [4, 6, 6, 5]"),
    (
        "a value that is not canonical",
        lambda p: p["decisions"][0]["options"][0].update(value="Discord"),
        '"value": "Discord"',
        0,
        "canonical form 'discord'",
    ),
    (
        "a value that is none",
        lambda p: p["decisions"][3]["options"][0].update(value="soon"),
        '"value": "soon"',
        0,
        "A timeline is a date",
    ),
    ("a missing decision", lambda p: p["decisions"].pop(2), '"decisions": [', 0, "no decision for structure"),
    (
        "a sixth decision",
        lambda p: task(p).update(decision="colour"),
        '"decision": "colour"',
        0,
        "not one of the five",
    ),
    (
        "a cost upside down",
        lambda p: task(p)["cost"].update(min_minor=5),
        '"cost": {',
        0,
        "minimum above its maximum",
    ),
]


@pytest.mark.parametrize(
    ("mutate", "marker", "shift", "reason"), [b[1:] for b in BREAKS], ids=[b[0] for b in BREAKS]
)
def test_a_broken_playbook_is_refused_with_its_line(
    write: Callable[[Any], Path], mutate: Break, marker: str, shift: int, reason: str
) -> None:
    playbook = content()
    mutate(playbook)
    path = write(playbook)
    line = line_of(path, marker) + shift if shift < 0 else line_of(path, marker, shift)
    found = files.problems_in(path.parent)
    assert any(problem.line == line and reason in problem.reason for problem in found), found
    assert f"broken.json, line {found[0].line}: " in str(found[0])
    with pytest.raises(files.PlaybookInvalid, match=r"^broken\.json, line \d+: "):
        files.load(path)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{\n  "key": "x",\n  "version" 1\n}', 3, "not JSON"),
        ("", 1, "not JSON"),
        ('{\n  "key": "a",\n  "key": "b"\n}', 3, "occurs twice"),
        ("[]", 1, "is not of type 'object'"),
    ],
)
def test_what_is_no_playbook_at_all_is_refused_with_its_line(
    write: Callable[[Any], Path], text: str, line: int, reason: str
) -> None:
    found = files.problems_in(write(text).parent)
    assert any(problem.line == line and reason in problem.reason for problem in found), found


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{\n"key": "caf\xe9"}')
    assert str(files.problems_in(tmp_path)[0]) == "latin.json, line 2: this is not UTF-8 text."


def test_a_folder_without_playbooks_is_a_problem(tmp_path: Path) -> None:
    assert "no playbook" in files.problems_in(tmp_path)[0].reason


def test_positions_survive_strings_that_look_like_structure() -> None:
    text = '{\n "a": "} ] \\" , {",\n "b": [\n  1,\n  {"c": null}\n ]\n}'
    value, where = positions.read(text)
    assert value["b"][1] == {"c": None}
    assert [where.line(path) for path in ((), ("a",), ("b",), ("b", 0), ("b", 1, "c"), ("nope",))] == [
        1,
        2,
        3,
        4,
        5,
        1,
    ]


def test_start_up_stops_with_the_line_that_is_wrong(write: Callable[[Any], Path], settings: Any) -> None:
    playbook = content()
    task(playbook).update(minutes="30")
    path = write(playbook)
    settings.PLAYBOOK_DIR = str(path.parent)
    messages = checks.playbooks_are_sound(None)
    assert [message.id for message in messages] == ["projects.E001"]
    wrong = line_of(path, '"minutes": "30"')
    assert messages[0].msg.startswith(f"broken.json, line {wrong}: ")


def test_loading_twice_publishes_once(db: None) -> None:
    call_command("load_playbooks", verbosity=0)
    call_command("load_playbooks", verbosity=0)
    published = Playbook.objects.get()
    assert (published.key, published.version) == ("premium_community", 1)
    assert published.content == content()


def test_a_published_version_never_changes(db: None, write: Callable[[Any], Path]) -> None:
    call_command("load_playbooks")
    changed = {**content(), "title": "Another title"}
    with pytest.raises(CommandError, match="Set its version to 2"):
        call_command("load_playbooks", dir=write(changed).parent)
    assert Playbook.objects.get().title == "Premium community"
    call_command("load_playbooks", dir=write({**changed, "version": 2}).parent)
    newest = Playbook.objects.newest("premium_community")
    assert newest is not None
    assert newest.version == 2


def test_a_broken_file_publishes_nothing(db: None, write: Callable[[Any], Path]) -> None:
    path = write({**content(), "version": 0})
    with pytest.raises(CommandError, match=r"broken\.json, line 3: "):
        call_command("load_playbooks", dir=path.parent)
    assert not Playbook.objects.exists()

"""What CI checks besides tests: style, import rules, types, and whether generated files are stale."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.house.node_side import environment, npm
from scripts.house.places import FRONTEND, GENERATED, OPENAPI, ROOT, VENV, VENV_PYTHON, relative
from scripts.house.processes import Command, run_logged, run_shown
from scripts.house.telling import Failure, say, timed

TYPED = ("backend", "sandbox", "scripts", "manage.py")
OFFERS = FRONTEND / "src" / "marketing" / "offers" / "shipped.json"
_SPECIFICATIONS = {"schema.yaml": "schema.gen.ts", "allauth.json": "allauth.gen.ts"}


def lint() -> bool:
    return all(
        [
            _check("ruff", [VENV_PYTHON, "-m", "ruff", "check", "."]),
            _check("ruff format", [VENV_PYTHON, "-m", "ruff", "format", "--check", "."]),
            _check("import rules", [VENV / "bin" / "lint-imports"]),
            _check(".env.example", [VENV_PYTHON, "-m", "scripts.check_env_example"]),
            _check("biome", npm("run", "lint"), cwd=FRONTEND),
        ]
    )


def types() -> bool:
    """Both at once: each keeps one core busy for most of a minute."""
    with ThreadPoolExecutor() as pool:
        ours = pool.submit(_check, "mypy", [VENV_PYTHON, "-m", "mypy", *TYPED])
        theirs = pool.submit(_check, "tsc", npm("run", "typecheck"), cwd=FRONTEND)
        return all([ours.result(), theirs.result()])


def budgets() -> bool:
    """Whether the built front end stays within its sizes."""
    return _check("budgets", npm("run", "budget"), cwd=FRONTEND)


def write_schema() -> bool:
    """Write frontend/openapi/ and what the pricing page shows from the code, and the TypeScript from that."""
    with timed("Writing the OpenAPI files", f"Wrote {relative(OPENAPI)}"):
        _write_specifications(OPENAPI)
        _write_offers(OFFERS)
    return run_shown(npm("run", "gen-api"), cwd=FRONTEND, env=environment())


def check_schema() -> bool:
    """Whether the committed OpenAPI files, offers and TypeScript are exactly what the code would write now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        _write_specifications(fresh)
        _write_offers(fresh / OFFERS.name)
        stale = [relative(path) for path in _stale(fresh)]
    if stale:
        say(f"Stale: {', '.join(stale)}. Run `make schema` and commit what it writes.")
    return not stale


def _stale(fresh: Path) -> list[Path]:
    """Return the committed files that differ from what is made in `fresh`."""
    pairs = [OFFERS] if _differ(OFFERS, fresh / OFFERS.name) else []
    for specification, typescript in _SPECIFICATIONS.items():
        source = OPENAPI / specification
        if _differ(source, fresh / specification):
            pairs.append(source)
        _write_typescript(fresh / specification, fresh / typescript)
        if _differ(GENERATED / typescript, fresh / typescript):
            pairs.append(GENERATED / typescript)
    return pairs


def _write_specifications(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    run_logged(
        [VENV_PYTHON, "-m", "scripts.write_openapi", folder],
        name="openapi",
        sorry="The OpenAPI files could not be written. The lines above name what is wrong.",
    )


def _write_offers(target: Path) -> None:
    run_logged(
        [VENV_PYTHON, "-m", "scripts.write_offers", target],
        name="offers",
        sorry="What the pricing page shows could not be written. The lines above name what is wrong.",
    )


def _write_typescript(source: Path, target: Path) -> None:
    run_logged(
        npm("exec", "--", "openapi-typescript", str(source), "-o", str(target)),
        name="openapi-typescript",
        cwd=FRONTEND,
        env=environment(),
        sorry="The TypeScript of the API could not be written from the OpenAPI file.",
    )


def _differ(committed: Path, fresh: Path) -> bool:
    return not committed.exists() or committed.read_bytes() != fresh.read_bytes()


def _check(name: str, command: Command, *, cwd: Path = ROOT) -> bool:
    say(f"── {name} ──")
    try:
        return run_shown(command, cwd=cwd, env=environment())
    except Failure as failure:
        say(str(failure))
        return False

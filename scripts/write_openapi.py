"""Write the OpenAPI files of our API and of allauth's: `python -m scripts.write_openapi FOLDER`."""

import json
import sys
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    folder = Path(sys.argv[1])
    django.setup()
    call_command("spectacular", file=str(folder / "schema.yaml"), validate=True, fail_on_warn=True)
    write_allauth(folder / "allauth.json")


def write_allauth(path: Path) -> None:
    # allauth publishes its specification at an address only; this is the function behind it.
    from allauth.headless.spec.internal.schema import get_schema  # noqa: PLC0415  needs Django set up

    path.write_text(json.dumps(get_schema(), indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()

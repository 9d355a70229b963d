"""Write the OpenAPI files of our API and of allauth's: `python -m scripts.write_openapi FOLDER`."""

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

EXAMPLE_ID = "01890000-0000-7000-8000-000000000000"


def main() -> None:
    folder = Path(sys.argv[1])
    # The settings that depend on nothing of this machine.
    os.environ["DJANGO_SETTINGS_MODULE"] = "backend.config.settings.test"
    django.setup()
    call_command("spectacular", file=str(folder / "schema.yaml"), validate=True, fail_on_warn=True)
    write_allauth(folder / "allauth.json")


def write_allauth(path: Path) -> None:
    # allauth publishes its specification at an address only; this is the function behind it.
    from allauth.headless.spec.internal.schema import get_schema  # noqa: PLC0415  needs Django set up

    specification = get_schema()
    text = json.dumps(specification, indent=2, sort_keys=True) + "\n"
    # The example user gets another random id each time, which would make every file look stale.
    example: str = specification["components"]["examples"]["User"]["value"]["id"]
    path.write_text(text.replace(example, EXAMPLE_ID))


if __name__ == "__main__":
    main()

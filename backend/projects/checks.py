"""A playbook that breaks its schema stops the start, naming the line that is wrong."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from .playbooks import files


@register()
def playbooks_are_sound(app_configs: Any, **_: Any) -> list[CheckMessage]:
    hint = f"Mend the file, then try again. The rules are in {files.SCHEMA_FILE.name} beside the playbooks."
    return [
        Error(str(problem), hint=hint, id="projects.E001") for problem in files.problems_in(files.folder())
    ]

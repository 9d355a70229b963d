"""The Celery application: tasks from every app, and the schedule that each app's `schedules.py` states."""

import os
from importlib import import_module
from importlib.util import find_spec

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")

app = Celery("atelier")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def schedule() -> dict[str, dict[str, object]]:
    """Gather the beat entries of all installed apps of ours; an app may be named by its configuration."""
    entries: dict[str, dict[str, object]] = {}
    for name in settings.INSTALLED_APPS:
        label = ".".join(name.split(".")[:2])
        if label.startswith("backend.") and find_spec(f"{label}.schedules"):
            entries.update(import_module(f"{label}.schedules").SCHEDULE)
    return entries


@app.on_after_finalize.connect
def set_schedule(sender: Celery, **_: object) -> None:
    sender.conf.beat_schedule = schedule()

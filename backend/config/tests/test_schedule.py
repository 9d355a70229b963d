"""What beat does is gathered from the apps that are installed, however they are named in the settings."""

from django.conf import settings

from backend.config.celery import schedule


def test_every_app_s_schedule_is_found() -> None:
    assert any(name.count(".") > 1 for name in settings.INSTALLED_APPS if name.startswith("backend."))
    assert {"events.sweep", "agents.sweep_answers", "letters.sweep"} <= set(schedule())

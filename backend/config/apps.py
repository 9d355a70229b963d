from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Loads the Celery application once settings and models stand, so that every process sends to the same broker."""

    name = "backend.config"
    label = "config"

    def ready(self) -> None:
        from . import celery  # noqa: F401, PLC0415

from django.apps import AppConfig


class AiConfig(AppConfig):
    name = "backend.ai"
    label = "ai"

    def ready(self) -> None:
        from . import checks, handlers  # noqa: F401, PLC0415

from django.apps import AppConfig


class AgentsConfig(AppConfig):
    name = "backend.agents"
    label = "agents"

    def ready(self) -> None:
        from backend.core import realtime  # noqa: PLC0415

        from . import exports  # noqa: F401, PLC0415
        from .topics import ProjectTopic  # noqa: PLC0415

        realtime.register_topic("project", ProjectTopic())

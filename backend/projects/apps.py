from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "backend.projects"
    label = "projects"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415  registers itself once apps are ready

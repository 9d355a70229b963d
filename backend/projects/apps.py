from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "backend.projects"
    label = "projects"

    def ready(self) -> None:
        # Each registers itself; only now are the models that they import loaded.
        from . import checks, exports, tellings  # noqa: F401, PLC0415

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "backend.letters"
    label = "letters"

    def ready(self) -> None:
        # Each registers itself; only now are the models that they import loaded.
        from . import checks, departures, exports, handlers  # noqa: F401, PLC0415

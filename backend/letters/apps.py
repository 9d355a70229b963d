from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "backend.letters"
    label = "letters"

    def ready(self) -> None:
        from . import departures  # noqa: F401, PLC0415  registers itself

from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    name = "backend.treasury"
    label = "treasury"

    def ready(self) -> None:
        # Each registers itself; only now are the models that they import loaded.
        from . import exports, tellings  # noqa: F401, PLC0415

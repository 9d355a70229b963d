from django.apps import AppConfig


class AiConfig(AppConfig):
    name = "backend.ai"
    label = "ai"

    def ready(self) -> None:
        from backend.treasury.services import posting  # noqa: PLC0415

        from . import bookkeeping, checks, handlers  # noqa: F401, PLC0415

        posting.register("ai", bookkeeping.ModelCosts())

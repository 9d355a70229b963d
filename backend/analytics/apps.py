from django.apps import AppConfig

from backend.core.realtime import register_topic


class AnalyticsConfig(AppConfig):
    name = "backend.analytics"
    label = "analytics"
    verbose_name = "Analytics"

    def ready(self) -> None:
        # Only now are the models that these modules import loaded.
        from . import handlers, topics  # noqa: F401, PLC0415

        register_topic("platform", topics.PlatformTopic())

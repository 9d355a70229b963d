from django.apps import AppConfig

from backend.core.realtime import register_topic


class AccountsConfig(AppConfig):
    name = "backend.accounts"
    label = "accounts"
    verbose_name = "People and workspaces"

    def ready(self) -> None:
        # Only now are the models that these modules import loaded.
        from . import portability, signals, tellings, topics  # noqa: F401, PLC0415
        from .api import schema  # noqa: F401, PLC0415

        register_topic("user", topics.UserTopic())
        register_topic("workspace", topics.WorkspaceTopic())

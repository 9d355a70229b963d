from django.apps import AppConfig

from backend.accounts.joining import before_joining
from backend.core.realtime import register_topic
from backend.integrations.stripe import prepared


class BillingConfig(AppConfig):
    name = "backend.billing"
    label = "billing"

    def ready(self) -> None:
        # Each registers itself; only now are the models that they import loaded.
        from . import admin_catalogue, admin_orders, departures, handlers, tellings, topics  # noqa: F401, PLC0415
        from .services.seats import require_free_seat  # noqa: PLC0415

        register_topic("catalogue", topics.CatalogueTopic())
        prepared.install()
        before_joining(require_free_seat)

from django.apps import AppConfig
from django.contrib.admin import apps as django_admin


class AtelierAdminConfig(django_admin.AdminConfig):
    """Django's admin with a front page of our own."""

    default = False
    default_site = "backend.config.administration.AtelierAdminSite"


class WiringConfig(AppConfig):
    """Loads the Celery application once settings and models stand, so that every process sends to the same broker."""

    name = "backend.config"
    label = "config"

    def ready(self) -> None:
        from . import celery  # noqa: F401, PLC0415

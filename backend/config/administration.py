"""The admin's own front page: first what needs a person, then everything else."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

from backend.core.administration import concerns_for

HIDDEN_APPS = frozenset({"djstripe"})


class AtelierAdminSite(AdminSite):
    site_header = "Atelier"
    site_title = "Atelier admin"
    index_title = "What needs you"
    # The front page lists the same, and long tables need the room.
    enable_nav_sidebar = False
    index_template = "admin/front_page.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out dj-stripe's own pages: they count and sort whole tables, and show keys. Ours show its objects."""
        models: list[Any] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        ours = [model for model in models if model._meta.app_label not in HIDDEN_APPS]
        super().register(ours, admin_class, **options)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**(extra_context or {}), "concerns": concerns_for(request)})

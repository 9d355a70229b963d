"""Tell at start what is missing, and what to do about it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def mail_provider_is_usable(app_configs: Any, **_: Any) -> list[CheckMessage]:
    provider = settings.EMAIL_PROVIDER
    if not provider:
        return []
    if provider not in settings.EMAIL_PROVIDERS:
        known = ", ".join(sorted(settings.EMAIL_PROVIDERS))
        return [
            Error(
                f"EMAIL_PROVIDER is '{provider}', which nobody here knows.",
                hint=f"Use one of {known}; or leave it empty, and name a mail server in EMAIL_URL.",
                id="letters.E001",
            )
        ]
    key = settings.EMAIL_PROVIDERS[provider]
    if settings.ANYMAIL.get(key):
        return []
    return [
        Error(
            f"EMAIL_PROVIDER is '{provider}', but {key} is empty: no letter could be sent.",
            hint=f"Set {key} to the key from {provider}, or leave EMAIL_PROVIDER empty.",
            id="letters.E002",
        )
    ]

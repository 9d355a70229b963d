"""The page behind the unsubscribe link of a letter: no login, no script, and nothing changes by opening it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from backend.letters.models import Letter, LetterPreference
from backend.letters.services import preferences, unsubscribing


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class UnsubscribeView(View):
    """The signature in the address is what lets its bearer choose; it opens nothing else (RFC 8058)."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except unsubscribing.NoSuchLetter:
            return _page(request, "gone", status=404)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        letter = unsubscribing.letter_of(token)
        refusal = LetterPreference.objects.refusal(letter.user_id, letter.category)
        return _page(request, "off" if refusal else "on", letter)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Without a choice it is a mail program's one click, which means no."""
        letter = unsubscribing.letter_of(token)
        assert letter.user_id is not None
        choice = request.POST.get("choice", "")
        source = LetterPreference.Source.PAGE if choice else LetterPreference.Source.ONE_CLICK
        subscribed = choice == "on"
        preferences.choose(
            user_id=letter.user_id, category=letter.category, subscribed=subscribed, source=source
        )
        return _page(request, "on_again" if subscribed else "off", letter)


def _page(
    request: HttpRequest, state: str, letter: Letter | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"state": state, "kind": letter.get_category_display().lower() if letter else ""}
    page = render(request, "letters/unsubscribe.html", context, status=status)
    page["Referrer-Policy"] = "no-referrer"
    page["X-Robots-Tag"] = "noindex"
    return page

"""The pages a browser opens: the prerendered ones at their addresses, the app everywhere else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from .built_pages import built_page, prerendered_pages, respond, scripts_at

HOME = "/dashboard"
_NOT_BUILT = (
    "<!doctype html><title>Atelier</title><p>The front end is not built yet. Run <code>make run</code>.</p>"
)
_ROBOTS = """User-agent: *
Disallow: /api/v1/
Disallow: /_allauth/
Disallow: /admin/
Disallow: /sandbox/
Sitemap: {origin}/sitemap.xml
"""
_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>\n'
)


@require_safe
def landing(request: HttpRequest) -> HttpResponseBase:
    """Who is signed in has no use for it and is taken home."""
    if _signed_in(request):
        answer: HttpResponseBase = HttpResponseRedirect(HOME)
        answer["Cache-Control"] = "private, no-store"
    else:
        answer = _page(request, prerendered_pages().get("/", "landing.html"))
    patch_vary_headers(answer, ["Cookie"])
    return answer


def _signed_in(request: HttpRequest) -> bool:
    """Reads the session only of a browser that says it has one."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def front_end(request: HttpRequest) -> HttpResponseBase:
    prerendered = prerendered_pages().get(request.path)
    return _page(request, prerendered) if prerendered else _app(request)


@ensure_csrf_cookie
def _app(request: HttpRequest) -> HttpResponseBase:
    return _page(request, "index.html", scripts_at(request.path))


def _page(request: HttpRequest, name: str, scripts: tuple[str, ...] = ()) -> HttpResponseBase:
    page = built_page(name, scripts)
    return respond(request, page) if page else HttpResponse(_NOT_BUILT, status=503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_ROBOTS.format(origin=settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    urls = "".join(
        f"<url><loc>{settings.PUBLIC_URL}{path}</loc></url>" for path in sorted(prerendered_pages())
    )
    return HttpResponse(_SITEMAP.format(urls=urls), content_type="application/xml")

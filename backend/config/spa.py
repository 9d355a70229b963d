"""The built front end: one page at every address of the app, under a policy that knows its inline script."""

import base64
import hashlib
import re
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_NOT_BUILT = (
    "<!doctype html><title>Atelier</title><p>The front end is not built yet. Run <code>make run</code>.</p>"
)


@lru_cache(maxsize=4)
def _page(modified: float) -> tuple[str, list[str]]:
    html = (settings.FRONTEND_DIST / "index.html").read_text()
    scripts = _INLINE_SCRIPT.findall(html)
    return html, [_source_hash(script) for script in scripts]


def _source_hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@ensure_csrf_cookie
def front_end(request: HttpRequest) -> HttpResponse:
    index = settings.FRONTEND_DIST / "index.html"
    if not index.exists():
        return HttpResponse(_NOT_BUILT, status=503)
    html, hashes = _page(index.stat().st_mtime)
    response = HttpResponse(html)
    response["Cache-Control"] = "no-cache"
    response._csp_update = {"script-src": hashes}  # type: ignore[attr-defined]
    return response

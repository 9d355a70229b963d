"""Reading what the front end's build wrote: pages, and at which addresses the prerendered ones stand."""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

# A block of data, such as what search engines read, is never run, so the policy need not know it.
_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/)[^>]*>(.*?)</script>", re.DOTALL
)
# The build does not know where it will be served, and shared addresses must be whole; nor whom a visitor writes to.
_ORIGIN = "%ORIGIN%"
_CONTACT = "%CONTACT%"
_NO_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")


@dataclass(frozen=True)
class BuiltPage:
    html: bytes
    gzipped: bytes
    script_hashes: list[str]
    etag: str


def built_page(name: str, scripts: tuple[str, ...] = ()) -> BuiltPage | None:
    """Return the page of that name in the build, or None where there is none.

    It names `scripts` in its head, so that a browser fetches them beside the page's own.
    """
    path = settings.FRONTEND_DIST / name
    try:
        modified = path.stat().st_mtime
    except FileNotFoundError:
        return None
    return _read(path, modified, settings.PUBLIC_URL, settings.SALES_CONTACT, scripts)


@lru_cache(maxsize=32)
def _read(path: Path, modified: float, origin: str, contact: str, scripts: tuple[str, ...]) -> BuiltPage:
    links = "".join(f'<link rel="modulepreload" crossorigin href="{script}">' for script in scripts)
    text = path.read_text().replace(_ORIGIN, origin).replace(_CONTACT, escape(contact))
    text = text.replace("</head>", f"{links}</head>", 1)
    html = text.encode()
    return BuiltPage(
        html=html,
        gzipped=gzip.compress(html, 9, mtime=0),
        script_hashes=[_source_hash(script) for script in _INLINE_SCRIPT.findall(text)],
        etag=hashlib.sha256(html).hexdigest()[:20],
    )


def _source_hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def prerendered_pages() -> dict[str, str]:
    """Return the file of each prerendered page by its address; empty before a build."""
    path = settings.FRONTEND_DIST / "pages.json"
    try:
        return _index(path, path.stat().st_mtime)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=4)
def _index(path: Path, modified: float) -> dict[str, str]:
    return dict(json.loads(path.read_text()))


def scripts_at(address: str) -> tuple[str, ...]:
    """Return what the app will ask for at `address`, as far as the build knows it."""
    path = settings.FRONTEND_DIST / "hints.json"
    try:
        hints = _hints(path, path.stat().st_mtime)
    except FileNotFoundError:
        return ()
    return next((scripts for pattern, scripts in hints if pattern.fullmatch(address)), ())


@lru_cache(maxsize=4)
def _hints(path: Path, modified: float) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    return [
        (re.compile(hint["pattern"] + "/?"), tuple(hint["scripts"])) for hint in json.loads(path.read_text())
    ]


def respond(request: HttpRequest, page: BuiltPage) -> HttpResponseBase:
    """Answer with the page, or with 304 where the browser has it, under a policy that knows its inline scripts."""
    squeezed = _takes_gzip(request)
    response = HttpResponse(page.gzipped if squeezed else page.html)
    if squeezed:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = f'"{page.etag}{"-gz" if squeezed else ""}"'
    response["Cache-Control"] = "no-cache"
    response["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    answer._csp_update = {"script-src": page.script_hashes}  # type: ignore[union-attr]
    return answer  # type: ignore[return-value]


def _takes_gzip(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept-Encoding", "")
    return "gzip" in accepted and not _NO_GZIP.search(accepted)

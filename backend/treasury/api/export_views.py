"""The books as a file for accounting programs."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from backend.core.api.downloads import Download
from backend.core.api.renderers import OrjsonRenderer
from backend.core.errors import NotFound
from backend.treasury import books, selectors
from backend.treasury.formats.ofx import as_ofx
from backend.treasury.formats.spreadsheet import as_csv
from backend.treasury.models import LedgerEntry
from backend.treasury.worlds import World

from . import queries

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "ofx": "application/x-ofx"}


class UnknownFormat(NotFound):
    detail = "The books are exported as csv or ofx."


class FileRenderer(OrjsonRenderer):
    """Lets a file be asked for by its own type; problems are still told as JSON."""

    media_type = "*/*"


class ExportQuery(queries.BooksQuery):
    """As elsewhere, but for the currency: unless one is asked for, a file holds all of them, each by itself."""

    # How a field is left out: https://www.django-rest-framework.org/api-guide/serializers/#serializer-inheritance
    convert = None  # type: ignore[assignment]


class ExportView(APIView):
    renderer_classes = [OrjsonRenderer, FileRenderer]

    @extend_schema(
        operation_id="finance_export",
        parameters=[
            OpenApiParameter("books_format", str, OpenApiParameter.PATH, enum=sorted(MEDIA_TYPES)),
            ExportQuery,
        ],
        responses={(200, media.partition(";")[0]): OpenApiTypes.BINARY for media in MEDIA_TYPES.values()},
        summary="The books as CSV or OFX",
    )
    def get(self, request: Request, books_format: str) -> HttpResponseBase:
        if books_format not in MEDIA_TYPES:
            raise UnknownFormat
        query = queries.asked(ExportQuery, request)
        look = queries.look_asked(request, query)
        entries = selectors.entries_for_export(
            look.workspace_id,
            look.world,
            since=look.since,
            until=look.until,
            currency=query.validated_data.get("currency"),
        )
        # Written whole before the first byte leaves, so that a failure is an error and not half a file.
        file = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115  the download closes it
        for text in _written(books_format, look, entries):
            file.write(text.encode())
        return Download(file, filename=_name(books_format, look), content_type=MEDIA_TYPES[books_format])


def _written(books_format: str, look: books.Look, entries: Iterable[LedgerEntry]) -> Iterable[str]:
    if books_format == "csv":
        return as_csv(entries)
    return [as_ofx(entries, workspace_id=look.workspace_id, world=look.world, now=timezone.now())]


def _name(books_format: str, look: books.Look) -> str:
    """The sandbox's file says so in its name, wherever it ends up."""
    label = "sandbox-books" if look.world == World.SIMULATED else "books"
    return f"{label}-{look.since}-to-{look.until}.{books_format}"

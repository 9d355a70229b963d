"""The summary, the entries behind it, and one entry with its receipt."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.core.errors import NotFound
from backend.treasury import books, browsing, goal_progress, summaries
from backend.treasury.access import require_manager, require_reader, rights_of
from backend.treasury.models import Goal, LedgerEntry
from backend.treasury.services import corrections

from . import queries, serializers

MOST_GOALS = 20


class SummaryView(APIView):
    @extend_schema(
        operation_id="finance_summary",
        parameters=[queries.BooksQuery],
        responses=serializers.FinanceSummaryOutput,
        summary="What was earned, spent and kept",
    )
    def get(self, request: Request) -> Response:
        look = queries.look_asked(request, queries.asked(queries.BooksQuery, request))
        found = summaries.summary(look)
        since, until = look.previous
        body = {
            "workspace": look.workspace_id,
            "converted": look.convert,
            "previous": {"since": since, "until": until},
            "tiles": found.tiles,
            "daily": found.daily,
            "left_out": found.left_out,
            "goals": _goals(look),
            "rights": rights_of(person(request), look.workspace_id),
        }
        shown = ("world", "worlds", "sandbox_entries", "currency", "currencies", "since", "until")
        body |= {name: getattr(look, name) for name in shown}
        return Response(serializers.FinanceSummaryOutput(body).data)


def _goals(look: books.Look) -> list[dict[str, Any]]:
    """Return the goals of the world that is looked at, those that end first, first."""
    rows = Goal.objects.for_workspace(look.workspace_id).filter(world=look.world, archived_at=None)
    goals = list(rows.order_by("ends_on", "pk")[:MOST_GOALS])
    progress = goal_progress.progress_of(goals, today=books.today())
    return [serializers.goal_reply(goal, progress[goal.pk]) for goal in goals]


class EntryListView(APIView):
    @extend_schema(
        operation_id="finance_entries_list",
        parameters=[queries.EntryPageQuery],
        responses=serializers.EntryPageOutput,
        summary="The entries behind a figure, newest first",
    )
    def get(self, request: Request) -> Response:
        query = queries.asked(queries.EntryPageQuery, request)
        look = queries.look_asked(request, query)
        given = query.validated_data
        rows, after = browsing.page(
            browsing.entries(look, query.wanted()), after=given["cursor"] or None, size=given["page_size"]
        )
        following = _address(request, look, queries.cursor_of(after)) if after else None
        entries = serializers.EntryOutput(rows, many=True).data
        return Response({"results": entries, "next": following, "previous": None})


def _address(request: Request, look: books.Look, cursor: str) -> str:
    """The next page is of the very same look, also when the day turns or a first sale comes in meanwhile."""
    said = {name: str(getattr(look, name)) for name in ("since", "until", "world", "currency")}
    params = {**request.query_params.dict(), **said, "cursor": cursor}
    return request.build_absolute_uri(f"{request.path}?{urlencode(params)}")


class EntrySumView(APIView):
    @extend_schema(
        operation_id="finance_entries_sum",
        parameters=[queries.EntriesQuery],
        responses=serializers.EntrySumOutput,
        summary="What those entries add up to",
    )
    def get(self, request: Request) -> Response:
        query = queries.asked(queries.EntriesQuery, request)
        look = queries.look_asked(request, query)
        count, amount = summaries.total_of(browsing.entries(look, query.wanted()), look)
        return Response({"count": count, "sum_minor": amount, "currency": look.currency})


class EntryView(APIView):
    @extend_schema(
        operation_id="finance_entries_retrieve",
        responses=serializers.EntryDetailOutput,
        summary="One entry with its receipt",
    )
    def get(self, request: Request, entry_id: UUID) -> Response:
        entry = entry_for(request, entry_id)
        require_reader(person(request), entry.workspace_id)
        return Response(serializers.EntryDetailOutput(entry).data)


class EntryReverseView(APIView):
    @extend_schema(
        operation_id="finance_entries_reverse",
        parameters=[KEY_HEADER],
        request=serializers.EntryReverseInput,
        responses={201: serializers.EntryDetailOutput},
        summary="Take back an expense or an imported entry",
    )
    @idempotent
    def post(self, request: Request, entry_id: UUID) -> Response:
        entry = entry_for(request, entry_id)
        require_manager(person(request), entry.workspace_id)
        given = serializers.EntryReverseInput(data=request.data)
        given.is_valid(raise_exception=True)
        reversal = corrections.reverse_by_hand(entry, actor_id=person(request).pk, **given.validated_data)
        return Response(serializers.EntryDetailOutput(reversal).data, status=201)


def entry_for(request: Request, entry_id: UUID) -> LedgerEntry:
    """Return an entry of a workspace that the caller belongs to. Raises NotFound."""
    entries = LedgerEntry.objects.visible_to(person(request)).select_related("receipt", "reversal")
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    return entry

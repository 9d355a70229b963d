"""What every app's admin shares: long tables read a page at a time, and the list of what needs a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


class CappedPaginator(Paginator):
    """Counts no further than it leads: nobody reads page 200, and counting a long table costs more than reading it."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return rows.order_by().values("pk")[:MOST_COUNTED].count()


class LongTableAdmin(admin.ModelAdmin):
    """For tables that grow without end: newest first by their key, found by exact ids or through something indexed."""

    ordering = ["-pk"]
    paginator = CappedPaginator
    show_full_result_count = False
    # Counting what each filter would leave reads the whole table.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 200
    sortable_by = ()
    # Fields that a pasted id is looked for in.
    search_ids: tuple[str, ...] = ("pk",)
    # Only opens the search box; `found` does the searching.
    search_fields = ("pk",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        wanted = as_uuid(term)
        if wanted is None:
            return self.found(queryset, term), False
        by_id = Q()
        for name in self.search_ids:
            by_id |= Q(**{name: wanted})
        return queryset.filter(by_id), False

    def found(self, queryset: QuerySet[Model], term: str) -> QuerySet[Model]:
        """Return the rows that `term`, which is no id, leads to."""
        return queryset.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def log_changes(request: HttpRequest, rows: Iterable[Model], message: str) -> None:
    """Write an action on many rows into the admin's log, a line for each."""
    log_by(_who(request), rows, message)


def log_by(user_id: UUID, rows: Iterable[Model], message: str) -> None:
    """As `log_changes`, for what is done outside the admin and looked up in its log all the same."""
    changed = list(rows)
    if changed:
        LogEntry.objects.log_actions(
            user_id=user_id, queryset=changed, action_flag=CHANGE, change_message=message
        )


def _who(request: HttpRequest) -> UUID:
    """Return who acts; the admin lets nobody come here who is not signed in."""
    assert request.user.pk is not None
    return request.user.pk


def counted(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


@dataclass(frozen=True)
class Concern:
    """Something that waits for whoever looks after the installation."""

    count: int
    # What is said after the number, of one and of several.
    one: str
    many: str
    link: str
    permission: str

    @property
    def sentence(self) -> str:
        return self.one if self.count == 1 else self.many

    @property
    def shown(self) -> str:
        return f"{MOST_COUNTED:,}+" if self.count >= MOST_COUNTED else f"{self.count:,}"


_watches: list[Callable[[], Concern]] = []


def watch(find: Callable[[], Concern]) -> Callable[[], Concern]:
    """Register what the front page of the admin looks after; it tells of what is not zero."""
    _watches.append(find)
    return find


def concerns_for(request: HttpRequest) -> list[Concern]:
    found = [find() for find in _watches]
    return [concern for concern in found if concern.count and request.user.has_perm(concern.permission)]


def few(rows: QuerySet[Model]) -> int:
    """Return how many rows there are, counted no further than MOST_COUNTED."""
    return rows.order_by().values("pk")[:MOST_COUNTED].count()

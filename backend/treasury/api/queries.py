"""What may be asked of the books, and the look that follows from it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request

from backend.accounts.api.requests import person
from backend.accounts.models import User, Workspace
from backend.accounts.selectors import home_workspace
from backend.core.errors import NotFound
from backend.treasury import books
from backend.treasury.access import require_reader
from backend.treasury.browsing import Place, Wanted
from backend.treasury.models import Grade, Kind
from backend.treasury.money import CURRENCIES
from backend.treasury.tiles import Tile
from backend.treasury.worlds import World

# Days beyond these cannot be reckoned with: a calendar has a first and a last day.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
MOST_DAYS = 1_100
PAGE, LARGEST_PAGE = 50, 200


class CurrencyField(serializers.RegexField):
    """Three letters of ISO 4217."""

    default_error_messages = {
        "invalid": "Write the three letters of ISO 4217, such as USD.",
        "unknown": "This is no currency of ISO 4217. Write its three letters, such as USD.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[A-Z]{3}$", **kwargs)

    def to_internal_value(self, data: Any) -> str:
        currency: str = super().to_internal_value(data)
        if currency not in CURRENCIES:
            self.fail("unknown")
        return currency


class WorkspaceQuery(serializers.Serializer):
    workspace = serializers.UUIDField(required=False, help_text="Your home workspace by default")


class BooksQuery(WorkspaceQuery):
    since = serializers.DateField(
        required=False, help_text="First day, UTC; the first of the month by default"
    )
    until = serializers.DateField(required=False, help_text="Last day, UTC; today by default")
    world = serializers.ChoiceField(
        World.choices,
        required=False,
        help_text="Real by default, or the sandbox's where it is in use and nothing real has happened yet",
    )
    currency = CurrencyField(required=False, help_text="The one used most by default")
    convert = serializers.BooleanField(
        default=False, help_text="Count other currencies too, each day's movements at that day's rate"
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Fill in the days that were left out, and refuse those that cannot be looked at."""
        until = given.get("until") or max(books.today(), given.get("since") or EARLIEST)
        if not EARLIEST <= until <= LATEST:
            raise serializers.ValidationError({"until": "Choose a day of this century."})
        since = given.get("since") or until.replace(day=1)
        if not EARLIEST <= since <= until:
            raise serializers.ValidationError(
                {"since": "Choose a day of this century, not after the last day."}
            )
        if until - since >= timedelta(days=MOST_DAYS):
            raise serializers.ValidationError({"since": f"Choose {MOST_DAYS:,} days at most."})
        return {**given, "since": since, "until": until}


class EntriesQuery(BooksQuery):
    tile = serializers.ChoiceField(Tile.choices, required=False, help_text="Those behind one figure")
    kind = serializers.ChoiceField(Kind.choices, required=False)
    grade = serializers.ChoiceField(Grade.choices, required=False)
    q = serializers.CharField(
        required=False, default="", max_length=200, allow_blank=True, help_text="Words of the description"
    )

    def wanted(self) -> Wanted:
        given = self.validated_data
        return Wanted(
            given.get("tile"), given.get("kind"), given.get("grade"), given["q"].replace("\x00", "")
        )


class EntryPageQuery(EntriesQuery):
    cursor = serializers.CharField(required=False, default="", allow_blank=True, max_length=80)
    page_size = serializers.IntegerField(required=False, default=PAGE, min_value=1, max_value=LARGEST_PAGE)

    def validate_cursor(self, text: str) -> Place | None:
        """Read `2026-11-20_<id>`; another text is the place of nothing."""
        if not text:
            return None
        day, _, pk = text.partition("_")
        try:
            return Place(date.fromisoformat(day), UUID(pk))
        except ValueError:
            raise serializers.ValidationError(
                "This cursor leads nowhere. Begin with the first page."
            ) from None


def cursor_of(place: Place) -> str:
    return f"{place.day.isoformat()}_{place.id.hex}"


def asked(query: type[serializers.Serializer[Any]], request: Request) -> Any:
    checked = query(data=request.query_params)
    checked.is_valid(raise_exception=True)
    return checked


def workspace_asked(request: Request) -> UUID:
    """Return the workspace that is asked for, the person's own home by default. Raises NotFound for a stranger."""
    wanted = asked(WorkspaceQuery, request).validated_data.get("workspace")
    return workspace_of(person(request), wanted)


def workspace_of(user: User, wanted: UUID | None) -> UUID:
    if wanted is None:
        return home_workspace(user).pk
    if not Workspace.objects.visible_to(user).filter(pk=wanted).exists():
        raise NotFound
    return wanted


def look_asked(request: Request, query: BooksQuery) -> books.Look:
    """Return the look that a request asks for. Raises MoneyIsNotYours for whoever keeps no books there."""
    given = query.validated_data
    workspace_id = workspace_of(person(request), given.get("workspace"))
    require_reader(person(request), workspace_id)
    return books.look(
        workspace_id,
        since=given["since"],
        until=given["until"],
        world=given.get("world"),
        currency=given.get("currency"),
        convert=given.get("convert", False),
    )

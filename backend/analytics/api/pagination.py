from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from rest_framework import pagination
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor
from rest_framework.request import Request

from backend.core.pagination import CursorPagination


class NewestByKey(CursorPagination):
    """Pages along the primary key, which no two rows share; for tables with and without moments."""

    ordering = "-pk"
    key: "Field[Any, Any]"

    def paginate_queryset(  # type: ignore[override]  # only tables have keys
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any] | None:
        self.key = queryset.model._meta.pk
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = pagination.CursorPagination.decode_cursor(self, request)
        if cursor is not None and cursor.position is not None and not self._is_key(cursor.position):
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def _is_key(self, position: Any) -> bool:
        try:
            key = self.key.to_python(position)
        except (ValidationError, ValueError):
            return False
        return not isinstance(key, int) or 0 <= key < 2**63

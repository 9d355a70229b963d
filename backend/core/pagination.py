from rest_framework import pagination


class CursorPagination(pagination.CursorPagination):
    """Pages as `{results, next, previous}`, newest first; stable while rows are added."""

    ordering = "-created_at"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

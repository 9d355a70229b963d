"""The dashboard of whoever looks after the installation."""

from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import FOR_SUPERUSERS
from backend.analytics.selectors import happenings, rows, summary
from backend.analytics.services import exports
from backend.core.api.downloads import Download
from backend.events.models import DomainEvent

from .pagination import NewestByKey
from .queries import EventsQuery, PeriodQuery, RowsQuery, SummaryQuery
from .serializers import EventOutput, RowOutput, SummaryOutput


class SummaryView(APIView):
    permission_classes = FOR_SUPERUSERS

    @extend_schema(parameters=[SummaryQuery], responses=SummaryOutput, summary="How the platform is doing")
    def get(self, request: Request) -> Response:
        query = SummaryQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = summary.summary(query.period(), compare=query.validated_data["compare"])
        return Response(SummaryOutput(found).data)


class MetricRowsView(GenericAPIView[Any]):
    permission_classes = FOR_SUPERUSERS
    serializer_class = RowOutput
    pagination_class = NewestByKey

    @extend_schema(parameters=[RowsQuery], responses=RowOutput(many=True), summary="The rows behind a figure")
    def get(self, request: Request, metric: str) -> Response:
        """Their values add up to the figure over the same days."""
        query = RowsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = rows.behind(metric, query.period())
        page = self.paginate_queryset(found.rows) or []
        return self.get_paginated_response(RowOutput(rows.as_rows(found, page), many=True).data)


class EventsView(GenericAPIView[DomainEvent]):
    permission_classes = FOR_SUPERUSERS
    serializer_class = EventOutput
    pagination_class = NewestByKey

    @extend_schema(
        parameters=[EventsQuery], responses=EventOutput(many=True), summary="Everything that happens"
    )
    def get(self, request: Request) -> Response:
        """Newest first; ask again for the first page to see what is new."""
        query = EventsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        page = self.paginate_queryset(happenings.events(**query.validated_data)) or []
        return self.get_paginated_response(EventOutput(happenings.as_lines(page), many=True).data)


class ExportView(APIView):
    permission_classes = FOR_SUPERUSERS

    @extend_schema(
        parameters=[
            PeriodQuery,
            OpenApiParameter("file_name", OpenApiTypes.STR, "path", enum=list(exports.EXPORTS)),
        ],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "RFC 4180, with a header")},
        summary="The figures as a CSV file",
    )
    def get(self, request: Request, file_name: str) -> HttpResponseBase:
        query = PeriodQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        file = exports.write(file_name, query.period())
        return Download(file, filename=f"atelier-{file_name}", content_type="text/csv; charset=utf-8")

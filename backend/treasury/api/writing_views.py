"""What people write into the books: expenses, and files from elsewhere."""

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.requests import person
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.treasury.access import require_bookkeeper
from backend.treasury.services import expenses, imports

from . import file_serializers, queries, serializers

# What a preview shows; it counts all of them.
MOST_SHOWN = 200


class ExpenseListView(APIView):
    @extend_schema(
        operation_id="finance_expenses_create",
        parameters=[KEY_HEADER, queries.WorkspaceQuery],
        request=serializers.ExpenseCreateInput,
        responses={201: serializers.EntryDetailOutput},
        summary="Write down an expense",
    )
    @idempotent
    def post(self, request: Request) -> Response:
        workspace_id = queries.workspace_asked(request)
        require_bookkeeper(person(request), workspace_id)
        given = serializers.ExpenseCreateInput(data=request.data)
        given.is_valid(raise_exception=True)
        expense = {"client_id": uuid4(), **given.validated_data}
        entry = expenses.record(workspace_id=workspace_id, actor_id=person(request).pk, **expense)
        return Response(serializers.EntryDetailOutput(entry).data, status=201)


class ImportPreviewView(APIView):
    @extend_schema(
        operation_id="finance_imports_preview",
        parameters=[queries.WorkspaceQuery],
        request=file_serializers.ImportPreviewInput,
        responses={200: file_serializers.ImportPreviewOutput},
        summary="What a CSV file would add; nothing is written",
    )
    def post(self, request: Request) -> Response:
        workspace_id = queries.workspace_asked(request)
        require_bookkeeper(person(request), workspace_id)
        given = file_serializers.ImportPreviewInput(data=request.data)
        given.is_valid(raise_exception=True)
        found = imports.preview(workspace_id=workspace_id, **given.validated_data)
        return Response(file_serializers.ImportPreviewOutput(_preview(found)).data)


def _preview(found: imports.Preview) -> dict[str, Any]:
    rows = [{**asdict(row), "known": False} for row in found.new.values()]
    rows += [{**asdict(row), "known": True} for row in found.known]
    rows.sort(key=lambda row: row["line"])
    return {
        "digest": found.digest,
        "new_count": len(found.new),
        "known_count": len(found.known),
        "error_count": len(found.errors),
        "rows": rows[:MOST_SHOWN],
        "faults": found.errors[:MOST_SHOWN],
    }


class ImportConfirmView(APIView):
    @extend_schema(
        operation_id="finance_imports_confirm",
        parameters=[KEY_HEADER, queries.WorkspaceQuery],
        request=file_serializers.ImportConfirmInput,
        responses={201: file_serializers.ImportedOutput},
        summary="Post the new rows of a previewed file",
    )
    @idempotent
    def post(self, request: Request) -> Response:
        workspace_id = queries.workspace_asked(request)
        require_bookkeeper(person(request), workspace_id)
        given = file_serializers.ImportConfirmInput(data=request.data)
        given.is_valid(raise_exception=True)
        posted = imports.confirm(
            workspace_id=workspace_id, actor_id=person(request).pk, **given.validated_data
        )
        return Response({"posted": len(posted)}, status=201)

"""What calls cost, as the treasury posts it: day by day, on the day each cost became final."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from backend.treasury.services.posting import SettledCall
from backend.treasury.worlds import World

from .models import ModelCall


class ModelCosts:
    """The calls of workspaces. The demo creator's are left out: it keeps no books."""

    def first_day(self) -> date | None:
        first = self._rows().order_by("settled_at").values_list("settled_at", flat=True).first()
        return first.astimezone(UTC).date() if first else None

    def settled_on(self, day: date) -> Iterator[SettledCall]:
        since = datetime.combine(day, time.min, tzinfo=UTC)
        rows = self._rows().filter(settled_at__gte=since, settled_at__lt=since + timedelta(days=1))
        columns = rows.values_list("pk", "workspace_id", "sandbox", "cost_e8", "estimated")
        for pk, workspace_id, sandbox, cost_e8, estimated in columns.iterator(chunk_size=2000):
            assert workspace_id is not None
            world = World.SIMULATED if sandbox else World.REAL
            yield SettledCall(pk, workspace_id, world, cost_e8, estimated)

    def _rows(self) -> QuerySet[ModelCall]:
        rows = ModelCall.objects.filter(cost_e8__gt=0, workspace_id__isnull=False, settled_at__isnull=False)
        return rows.exclude(user__is_demo=True)

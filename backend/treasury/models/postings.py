from django.db import models
from django.db.models import F, Q

from backend.accounts.models import Workspace
from backend.core.models import BaseModel
from backend.treasury.money import E8_PER_CENT
from backend.treasury.worlds import World

from .ledger import LedgerEntry


class CostPosting(BaseModel):
    """How one day's model calls became whole cents in the ledger, and what was carried to the next day.

    `carried_in_e8 + calls_e8 == posted_cents * 10⁶ + carried_out_e8`: the database holds it to that, so nothing is
    lost or made by rounding. A day that did not fill a cent has no entry.
    """

    workspace = models.ForeignKey(
        Workspace, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    world = models.CharField(max_length=10, choices=World.choices)
    day = models.DateField()
    calls = models.PositiveIntegerField()
    calls_e8 = models.BigIntegerField()
    carried_in_e8 = models.BigIntegerField()
    posted_cents = models.BigIntegerField()
    carried_out_e8 = models.BigIntegerField()
    entry = models.OneToOneField(
        LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="posting"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "world", "day"], name="one_cost_posting_per_day"),
            models.CheckConstraint(
                condition=Q(
                    calls_e8=F("posted_cents") * E8_PER_CENT + F("carried_out_e8") - F("carried_in_e8")
                ),
                name="cost_posting_balances",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_e8__gte=0, carried_out_e8__lt=E8_PER_CENT),
                name="cost_posting_carries_less_than_a_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.posted_cents} cents"

"""The books: append-only, each line with the receipt it came from. Amounts are whole minor units, signed."""

import hashlib

from django.db import models
from django.db.models import Q

from backend.accounts.models import Workspace
from backend.accounts.querysets import TenantQuerySet
from backend.core.models import BaseModel
from backend.treasury.worlds import World


class Kind(models.TextChoices):
    SALE = "sale", "Sale"
    SUBSCRIPTION = "subscription", "Subscription"
    REFUND = "refund", "Refund"
    DISPUTE = "dispute", "Dispute"
    FEE = "fee", "Fee"
    TAX = "tax", "Tax"
    PAYOUT = "payout", "Payout"
    MODEL_COST = "model_cost", "Model cost"
    AD_SPEND = "ad_spend", "Ad spend"
    EXPENSE = "expense", "Expense"


# Money that can only come in, or only go out. The other kinds happen in both directions: a fee is given back,
# a dispute is won.
INCOMING = frozenset({Kind.SALE})
OUTGOING = frozenset({Kind.REFUND, Kind.AD_SPEND, Kind.EXPENSE})


class Grade(models.TextChoices):
    VERIFIED = "verified", "Verified: read back from whoever moved the money"
    IMPORTED = "imported", "Imported: from a file, or written down by a person"
    ESTIMATED = "estimated", "Estimated"
    SIMULATED = "simulated", "Sandbox"


class Receipt(BaseModel):
    """What a line of the books rests on, byte for byte as it came, with its hash."""

    # No constraint in the database and nothing on deletion: the books outlive the workspace they tell of.
    workspace = models.ForeignKey(
        Workspace, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    media_type = models.CharField(max_length=60, default="application/json")
    raw = models.TextField()
    sha256 = models.CharField(max_length=64, help_text="Of `raw` in UTF-8, in hexadecimal.")

    objects = TenantQuerySet["Receipt"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "sha256"], name="one_receipt_per_content")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def is_intact(self) -> bool:
        return sha256_of(self.raw) == self.sha256


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class LedgerQuerySet(TenantQuerySet["LedgerEntry"]):
    def in_world(self, world: str) -> "LedgerQuerySet":
        """One world's entries; there is no way to ask for both at once."""
        simulated = Q(grade=Grade.SIMULATED)
        return self.filter(simulated if World(world) == World.SIMULATED else ~simulated)


class LedgerEntry(BaseModel):
    """One movement of money, seen from the workspace: what comes in is positive, what goes out negative.

    The database itself refuses to change or delete it (see `guards`); a mistake is reversed by a second entry.
    """

    # As on Receipt: never cascaded away.
    workspace = models.ForeignKey(
        Workspace, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    grade = models.CharField(max_length=12, choices=Grade.choices)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    day = models.DateField(help_text="When the money moved, UTC.")
    description = models.CharField(max_length=250)
    source_key = models.CharField(max_length=200, help_text="Its cause, such as stripe:txn_1; posts once.")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="entries")
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal"
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "source_key"], name="one_entry_per_cause"),
            models.CheckConstraint(condition=~Q(amount_minor=0), name="ledger_entry_moves_money"),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="ledger_currency_is_iso"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ledger_kind_is_known"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="ledger_grade_is_known"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=False)
                | ~Q(kind__in=sorted(INCOMING | OUTGOING))
                | Q(kind__in=sorted(INCOMING), amount_minor__gt=0)
                | Q(kind__in=sorted(OUTGOING), amount_minor__lt=0),
                name="ledger_sign_fits_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-day", "-id"], name="treasury_books_idx"),
            # What there is to look at: how many entries of each currency, by world.
            models.Index(fields=["workspace", "grade", "currency"], name="treasury_held_idx"),
            # The sums behind a figure: one currency, some days.
            models.Index(fields=["workspace", "currency", "day", "kind"], name="treasury_sums_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"

    @property
    def is_reversible_by_hand(self) -> bool:
        """Only what a person wrote down or imported; what was read from elsewhere is put right there."""
        reversed_already = getattr(self, "reversal", None) is not None
        return self.grade == Grade.IMPORTED and self.reverses_id is None and not reversed_already

    @property
    def world(self) -> str:
        return World.SIMULATED if self.grade == Grade.SIMULATED else World.REAL


class ExchangeRate(BaseModel):
    """What one unit of `base` was worth in `quote` on a day, and who says so."""

    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    day = models.DateField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    source = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["base", "quote", "day"], name="one_rate_per_pair_and_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate.normalize():f} {self.quote} on {self.day}"

"""The four figures of the money page, and which kinds of movement each adds up."""

from django.db import models

from .models import Kind


class Tile(models.TextChoices):
    EARNED = "earned", "Earned"
    FEES_AND_REFUNDS = "fees_and_refunds", "Fees and refunds"
    MODELS_AND_TOOLS = "models_and_tools", "Models and tools"
    KEPT = "kept", "Kept"


# Where each kind is counted, once. A payout only moves money of one's own, so it is counted nowhere.
TILE_OF: dict[str, Tile] = {
    Kind.SALE: Tile.EARNED,
    Kind.SUBSCRIPTION: Tile.EARNED,
    Kind.REFUND: Tile.FEES_AND_REFUNDS,
    Kind.DISPUTE: Tile.FEES_AND_REFUNDS,
    Kind.FEE: Tile.FEES_AND_REFUNDS,
    Kind.MODEL_COST: Tile.MODELS_AND_TOOLS,
    Kind.AD_SPEND: Tile.MODELS_AND_TOOLS,
    Kind.EXPENSE: Tile.MODELS_AND_TOOLS,
    Kind.TAX: Tile.MODELS_AND_TOOLS,
}


def kinds_of(tile: str) -> list[str]:
    """Return the kinds behind a tile; what is kept is everything that the others count."""
    if tile == Tile.KEPT:
        return sorted(TILE_OF)
    return sorted(kind for kind, counted in TILE_OF.items() if counted == tile)

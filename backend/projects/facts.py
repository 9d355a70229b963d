"""What the pure rules know of a creator."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class CreatorFacts:
    """The figures recommendations are computed from; `engagement_rate` is in percent (6.5 means 6.5 %)."""

    primary_platform: str
    follower_count: int
    engagement_rate: Decimal
    niche: str

"""What part of a price belongs to part of a period. Integers only: sums in minor units, times in seconds."""


def prorated(amount: int, seconds: int, of: int) -> int:
    """`amount` × `seconds` ÷ `of`, to the nearest unit, halves away from zero. Needs 0 ≤ seconds ≤ of, and 0 < of.

    The same part of the same amount is always the same sum, whichever sign it has: what is credited for a moment is
    what was debited for it.
    """
    if of <= 0 or not 0 <= seconds <= of:
        raise ValueError(f"{seconds} of {of} seconds is no part of a period")
    size = (2 * abs(amount) * seconds + of) // (2 * of)
    return -size if amount < 0 else size


def percent_of(amount: int, percent: float) -> int:
    """`percent` % of an amount, to the nearest unit, halves up. Exact for the four decimals a percentage may have."""
    parts = round(percent * 10_000)
    return (2 * amount * parts + 1_000_000) // 2_000_000


def spread(total: int, weights: list[int]) -> list[int]:
    """`total` divided in proportion to the weights, exactly: the parts add up to it and none exceeds its weight.

    Needs 0 ≤ total ≤ the sum of the weights, none of which is negative.
    """
    whole, taken, given, parts = sum(weights), 0, 0, []
    for weight in weights:
        taken += weight
        upto = total * taken // whole if whole else 0
        parts.append(upto - given)
        given = upto
    return parts

"""`python -m backend.agents.detection.report [--mistakes]`: the figures of the corpus.

The mistakes shown are those of the sentences rules may be written against; the held-out half is scored and never read.
"""

import sys

from backend.agents.detection.scoring import CATEGORIES, score


def table(half: str) -> list[str]:
    scores, _ = score(half)
    lines = [f"{half:<12}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>8}"]
    for category in CATEGORIES:
        of = scores[category]
        lines.append(
            f"{category:<12}{of.precision:>10.3f}{of.recall:>8.3f}{of.right:>7}{of.wrong:>7}{of.missed:>8}"
        )
    return lines


def main(arguments: list[str]) -> None:
    halves = ("train", "practice") if "--train" in arguments else ("train", "practice", "heldout")
    for half in halves:
        sys.stdout.write("\n".join(table(half)) + "\n\n")
    if "--mistakes" in arguments:
        for mistake in [*score("train")[1], *score("practice")[1]]:
            sys.stdout.write(
                f"{mistake.category}: {mistake.text!r}\n  expected {mistake.expected}\n  found   "
                f" {mistake.found}\n"
            )


if __name__ == "__main__":
    main(sys.argv[1:])

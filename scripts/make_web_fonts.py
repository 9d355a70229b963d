"""Write the fonts that every page loads first, cut to what our pages ask of them.

The packages' Latin files carry weights, softness and letter forms that no page of ours shows; on a slow line they are
a third of a second. What is cut here looks the same and weighs half. Run it again after an update of
`@fontsource-variable`:

    python -m scripts.make_web_fonts
"""

import logging
import shutil
import sys
from dataclasses import dataclass

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from scripts.make_fonts import FEATURES, ROOT, SOURCE

FONTS = ROOT / "frontend" / "src" / "styles" / "fonts"
# Fraunces exchanges letters such as its ampersand by the weight it is set in.
_BY_WEIGHT = ["rvrn"]


@dataclass(frozen=True)
class WebFont:
    name: str
    source: str
    # A pair keeps a range of the axis, a number pins it.
    axes: dict[str, float | tuple[float, float]]


WEB_FONTS = (
    WebFont("inter", "inter/files/inter-latin-wght-normal.woff2", {"wght": (400, 700)}),
    WebFont("fraunces", "fraunces/files/fraunces-latin-soft-normal.woff2", {"wght": (400, 700), "SOFT": 50}),
    WebFont(
        "fraunces-italic", "fraunces/files/fraunces-latin-soft-italic.woff2", {"wght": (400, 700), "SOFT": 50}
    ),
)


def main() -> int:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    FONTS.mkdir(parents=True, exist_ok=True)
    for font in WEB_FONTS:
        before, after = write(font)
        print(f"{font.name:16} {before / 1024:5.0f} KiB is now {after / 1024:3.0f} KiB")
    for family in ("inter", "fraunces"):
        shutil.copyfile(SOURCE / family / "LICENSE", FONTS / f"OFL-{family}.txt")
    return 0


def write(web_font: WebFont) -> tuple[int, int]:
    source, target = SOURCE / web_font.source, FONTS / f"{web_font.name}.woff2"
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=[*FEATURES, *_BY_WEIGHT], hinting=False, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)
    instantiateVariableFont(font, web_font.axes, inplace=True)
    font.flavor = "woff2"
    font.save(target)
    return source.stat().st_size, target.stat().st_size


if __name__ == "__main__":
    sys.exit(main())

"""Write the static fonts that the PDF compiler can read.

The front end's fonts are variable woff2 files, one for each script. Typst reads neither woff2 nor the axes of a
variable font, so each face we print with is cut out at its weight, its scripts are joined, and the result is kept in
the repository: a server needs neither Node nor fontTools. Run it again after an update of `@fontsource-variable`:

    python -m scripts.make_fonts
"""

import logging
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "frontend" / "node_modules" / "@fontsource-variable"
FONTS = ROOT / "backend" / "projects" / "kit" / "fonts"

# The first subset brings the family's names and measures; later ones bring their letters.
INTER_SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
FRAUNCES_SCRIPTS = ("latin", "latin-ext", "vietnamese")

# The house's headings: a large optical size, half soft, without the wonky letters.
HEADING_AXES = {"opsz": 72.0, "SOFT": 50.0, "WONK": 0.0}

# Figures of one width, fractions and kerning. The rest would be weight that nothing asks for.
FEATURES = [
    "kern",
    "mark",
    "mkmk",
    "ccmp",
    "locl",
    "calt",
    "liga",
    "tnum",
    "pnum",
    "lnum",
    "frac",
    "numr",
    "dnom",
]


@dataclass(frozen=True)
class Face:
    family: str
    weight: int
    weight_name: str
    italic: bool
    scripts: tuple[str, ...]
    flavour: str  # which of the package's cuts: with the weight axis only, or with all
    axes: dict[str, float] = field(default_factory=dict)

    @property
    def style(self) -> str:
        if not self.italic:
            return self.weight_name
        return "Italic" if self.weight_name == "Regular" else f"{self.weight_name} Italic"

    @property
    def postscript_name(self) -> str:
        return f"{self.family}-{self.style.replace(' ', '')}"

    def sources(self) -> list[Path]:
        package, slant = self.family.lower(), "italic" if self.italic else "normal"
        folder = SOURCE / package / "files"
        return [folder / f"{package}-{script}-{self.flavour}-{slant}.woff2" for script in self.scripts]


FACES = (
    Face("Inter", 400, "Regular", False, INTER_SCRIPTS, "wght"),
    Face("Inter", 400, "Regular", True, INTER_SCRIPTS, "wght"),
    Face("Inter", 600, "SemiBold", False, INTER_SCRIPTS, "wght"),
    Face("Inter", 600, "SemiBold", True, INTER_SCRIPTS, "wght"),
    Face("Fraunces", 500, "Medium", False, FRAUNCES_SCRIPTS, "full", HEADING_AXES),
    Face("Fraunces", 600, "SemiBold", False, FRAUNCES_SCRIPTS, "full", HEADING_AXES),
    Face("Fraunces", 500, "Medium", True, FRAUNCES_SCRIPTS, "full", HEADING_AXES),
)


def main() -> int:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    FONTS.mkdir(parents=True, exist_ok=True)
    total = sum(write(face) for face in FACES)
    for family in sorted({face.family for face in FACES}):
        shutil.copyfile(SOURCE / family.lower() / "LICENSE", FONTS / f"OFL-{family}.txt")
    print(f"{len(FACES)} faces, {total / 1024:.0f} KiB in {FONTS}")
    return 0


def write(face: Face) -> int:
    with tempfile.TemporaryDirectory() as folder:
        parts = [cut(face, source, Path(folder)) for source in face.sources()]
        font = Merger(Options(drop_tables=["gasp", "prep", "STAT", "MVAR", "HVAR"])).merge(parts)
    prune(font)
    name(font, face)
    target = FONTS / f"{face.postscript_name}.ttf"
    font.save(target)
    print(f"{target.name:28} {target.stat().st_size / 1024:6.0f} KiB  {len(font.getBestCmap())} characters")
    return target.stat().st_size


def cut(face: Face, source: Path, folder: Path) -> str:
    font = TTFont(source, recalcTimestamp=False)
    static = instantiateVariableFont(font, {"wght": float(face.weight), **face.axes}, inplace=True)
    static.flavor = None
    target = folder / f"{source.stem}.ttf"
    static.save(target)
    return str(target)


def prune(font: TTFont) -> None:
    options = SubsetOptions(
        hinting=False,
        layout_features=FEATURES,
        name_IDs=["*"],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)


def name(font: TTFont, face: Face) -> None:
    """Says family and weight the way a font menu, a PDF and Typst read them."""
    regular = face.weight_name == "Regular"
    names = {
        1: face.family if regular else f"{face.family} {face.weight_name}",
        2: "Italic" if face.italic else "Regular",
        3: f"{face.postscript_name};atelier",
        4: f"{face.family} {face.style}",
        6: face.postscript_name,
        16: face.family,
        17: face.style,
    }
    table = font["name"]
    kept = [record for record in table.names if record.nameID in {0, 5, 13, 14} and record.platformID == 3]
    table.names = kept
    for identity, text in names.items():
        table.setName(text, identity, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    italic, upright = 1 << 0, 1 << 6
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~(italic | upright | 1 << 5)) | (
        italic if face.italic else upright
    )
    font["head"].macStyle = 0b10 if face.italic else 0
    font["head"].created = font["head"].modified = 0


if __name__ == "__main__":
    sys.exit(main())

"""Cuts the font of the pictures: Inter in two weights, Latin and Cyrillic letters, figures and marks alone.

Takes the folder of Debian's package fonts-inter (`apt-get download fonts-inter && dpkg -x fonts-inter*.deb inter`) and writes
src/picture/Inter-*.otf. Needs fonttools (pictures/requirements.txt). The same version gives the same bytes.

    python3 pictures/font.py inter/usr/share/fonts/opentype/inter
"""

import sys
from pathlib import Path

from fontTools import subset

WEIGHTS = ["Regular", "SemiBold"]
# Basic Latin, Latin-1, Latin Extended-A, Cyrillic, then dashes, quotes, dots, figures raised, and signs of currencies.
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+0400-045F,U+0490-0491,U+2010-2014,U+2018-201E,U+2022,U+2026,U+20AC,U+20B4,"
    "U+2190-2193,U+2212"
)


def main(folder: Path) -> None:
    """Writes a cut of each weight beside the code that embeds it."""
    target = Path(__file__).resolve().parent.parent / "src" / "picture"
    for weight in WEIGHTS:
        subset.main(
            [
                str(folder / f"Inter-{weight}.otf"),
                f"--unicodes={LETTERS}",
                # Spacing between letters, and accents; none of the alternates.
                "--layout-features=kern,mark,mkmk,ccmp,locl",
                "--no-hinting",
                "--desubroutinize",
                "--name-IDs=0,1,2,3,4,5,6,13,14,16,17",
                f"--output-file={target / f'Inter-{weight}.otf'}",
            ]
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Which pieces of the vocabulary are kept, and the tokenizer that cuts text into them.

Of the model's 250,000 pieces most are of scripts and languages nobody asks in here; without them the file is half as
large and every text that is cut into kept pieces has the same vector.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer
from wordfreq import available_languages, top_n_list

from package import Package

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
START, PAD, END, UNKNOWN = range(4)

# How many of the commonest words of each language keep their pieces: most where questions come from, fewer for the
# other parties' languages.
WORDS = {
    "en": 40_000, "nl": 25_000, "uk": 25_000, "de": 18_000, "pl": 18_000, "fr": 16_000, "es": 16_000, "ru": 8_000,
    "it": 6_000, "pt": 6_000, "sv": 6_000, "cs": 6_000, "fi": 5_000, "ro": 5_000, "da": 4_000, "nb": 4_000,
    "sh": 4_000, "lt": 4_000, "lv": 4_000, "sl": 4_000, "is": 4_000,
}

# Keys of the fact file under which nothing stands that is asked for or told.
NOT_TEXT = {"id", "url", "source", "sources", "person", "party"}

# Pieces that are kept whatever they stand for: single characters, numbers, and short words in capitals.
ALWAYS = re.compile(r"\D|[0-9.,:/%+-]+")
CAPITAL_LETTERS = 4


def tokenizer(package: Package, keep: list[int]) -> dict:
    """The tokenizer in the format of the `tokenizers` library; position in `keep` is a piece's number."""
    start, end = ({"SpecialToken": {"id": SPECIAL[at], "type_id": 0}} for at in (START, END))
    around = [start, {"Sequence": {"id": "A", "type_id": 0}}, end]
    names = [SPECIAL[at] if at < len(SPECIAL) else package.pieces[at] for at in keep]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": at, "content": name, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for at, name in enumerate(SPECIAL)
        ],
        # What SentencePiece's nmt_nfkc does: NFKC, control characters are spaces, spaces are single.
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFKC"},
            {"type": "Replace", "pattern": {"Regex": r"[\s\p{Cc}]+"}, "content": " "},
            {"type": "Strip", "strip_left": True, "strip_right": True},
        ]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
        "post_processor": {"type": "TemplateProcessing", "single": around, "pair": around, "special_tokens": {
            SPECIAL[at]: {"id": SPECIAL[at], "ids": [at], "tokens": [SPECIAL[at]]} for at in (START, END)
        }},
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": UNKNOWN, "byte_fallback": False, "vocab": [
            [name, float(package.scores[at])] for name, at in zip(names, keep)
        ]},
    }


def load(package: Package, keep: list[int]) -> Tokenizer:
    return Tokenizer.from_str(json.dumps(tokenizer(package, keep)))


def in_our_scripts(package: Package) -> list[int]:
    """All pieces whose letters are Latin or Cyrillic."""
    def ours(piece: str) -> bool:
        return all(unicodedata.name(c, "").startswith(("LATIN", "CYRILLIC")) for c in piece if c.isalpha())

    return list(range(len(SPECIAL))) + [
        at for at in range(len(SPECIAL), len(package.pieces)) if package.pieces[at] and ours(package.pieces[at])
    ]


def bare(text: str) -> str:
    """Without accents, as people in a hurry type."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def kept(package: Package, texts: list[str]) -> list[int]:
    """What the commonest words and the given texts are cut into, and what is always kept."""
    ours = in_our_scripts(package)
    whole = load(package, ours)
    used = set(range(len(SPECIAL)))

    def use(lines: list[str]):
        for start in range(0, len(lines), 1000):
            for encoding in whole.encode_batch(lines[start:start + 1000], add_special_tokens=False):
                used.update(encoding.ids)

    for language, most in WORDS.items():
        if language in available_languages("best"):
            words = top_n_list(language, most)
            use(words + [word.capitalize() for word in words] + [bare(word) for word in words])
    for form in (str, str.lower, bare):
        use([form(text) for text in texts])
    for at, own in enumerate(ours):
        letters = package.pieces[own].replace("\u2581", "")
        capitals = letters.isalpha() and letters.isupper() and len(letters) <= CAPITAL_LETTERS
        if capitals or not letters or ALWAYS.fullmatch(letters):
            used.add(at)
    return [ours[at] for at in sorted(used)]


def texts_of(folder: Path, training: Path) -> list[str]:
    """Every text and name of the fact file, and the training questions."""
    def strings(value) -> Iterable[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key not in NOT_TEXT:
                    yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)

    found = []
    for path in sorted(folder.rglob("*.toml")):
        found += strings(tomllib.loads(path.read_text(encoding="utf8")))
    for path in sorted(training.glob("*.jsonl")):
        found += [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
    return found

"""What the encoder is taught: training questions, the facts that answer them, and facts that come near without."""

import json
import tomllib
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

QUESTION, PASSAGE = "query: ", "passage: "
# How many facts that come near are candidates for near misses, and how many texts of a right fact for the match.
MISSES, MATCHES = 12, 3


@dataclass
class Fact:
    party: str
    texts: list[str]


@dataclass
class Lesson:
    text: str
    right: list[str]
    nearest: list[str]
    half: int
    matches: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def half_of(name: str) -> int:
    """In which half of the facts one is: the same on every machine."""
    return zlib.crc32(name.encode()) % 2


def facts_of(folder: Path) -> dict[str, Fact]:
    """Facts by id with their texts as the program compares them: the statement, and each way of asking behind the
    name of the party that the fact belongs to."""
    tables = [tomllib.loads(path.read_text(encoding="utf8")) for path in sorted(folder.rglob("*.toml"))]
    names = {party["id"]: party["name"] for table in tables for party in table.get("party", [])}
    facts = {}
    for table in tables:
        for fact in table.get("fact", []):
            party = names.get(fact.get("party"), "")
            asks = [f"{party}: {ask}" if party else ask for ask in fact.get("asks", [])]
            facts[fact["id"]] = Fact(party, [PASSAGE + text for text in [fact["statement"], *asks]])
    return facts


def lessons_of(folder: Path, facts: dict[str, Fact]) -> list[Lesson]:
    """The questions that stand alone and that no list or count answers: a conversation's first turn among them."""
    lessons = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            row = json.loads(line) if line.strip() else {"computed": True}
            if row.get("computed") or row.get("turn", 1) != 1 or row["text"].startswith("/"):
                continue
            right = [own for own in row.get("answers", []) if own in facts]
            if row.get("answers") and not right:
                continue  # an agreement's record answers, which is no text
            nearest = [own for own in row.get("nearest", []) if own in facts]
            half = half_of((right or nearest or [row["text"]])[0])
            lessons.append(Lesson(QUESTION + row["text"], right, nearest, half))
    return lessons


class Ranking:
    """The facts' texts as vectors."""

    def __init__(self, facts: dict[str, Fact], vectors: np.ndarray):
        self.facts, self.vectors = facts, vectors
        self.texts = [text for fact in facts.values() for text in fact.texts]
        self.owners = [name for name, fact in facts.items() for _ in fact.texts]
        self.ids = list(facts)
        starts = np.cumsum([0] + [len(fact.texts) for fact in facts.values()])
        self.starts = starts[:-1]

    def closeness(self, question: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """To each text, and to each fact: that of its nearest text."""
        near = self.vectors @ question
        return near, np.maximum.reduceat(near, self.starts)

    def prepare(self, lesson: Lesson, question: np.ndarray):
        """The texts of right facts that come nearest, and the facts that come nearest without being right."""
        near, best = self.closeness(question)
        for own in lesson.right[:2]:
            at = self.starts[self.ids.index(own)]
            order = np.argsort(-near[at:at + len(self.facts[own].texts)])[:MATCHES]
            lesson.matches += [self.texts[at + place] for place in order]
        others = [self.ids[at] for at in np.argsort(-best)[:4 * MISSES] if self.ids[at] not in lesson.right]
        # A near miss stands under any text, the nearest one by preference.
        for own in list(dict.fromkeys(lesson.nearest + others))[:MISSES]:
            at = self.starts[self.ids.index(own)]
            lesson.misses.append(self.texts[at + int(np.argmax(near[at:at + len(self.facts[own].texts)]))])

    def places(self, lesson: Lesson, question: np.ndarray) -> tuple[int, int]:
        """At which place the first right fact stands, of all and of those of its party and of none."""
        _, best = self.closeness(question)
        order = [self.ids[at] for at in np.argsort(-best)]
        parties = {self.facts[own].party for own in lesson.right} | {""}
        own = [name for name in order if self.facts[name].party in parties]
        return tuple(next(at for at, name in enumerate(ranked) if name in lesson.right) for ranked in (order, own))

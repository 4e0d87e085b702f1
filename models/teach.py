"""Teaches the encoder this subject: questions towards the facts that answer them and away from near misses.

usage: python models/teach.py [all] [0] [1] [--out FOLDER] [--steps 240]
needs: pip install -r models/requirements.txt torch safetensors, and encoder/tokenizer.json, which make.py writes

Taught is what stands in training/*.jsonl, without turns that need their conversation and without what records answer.
The run `all` writes all.safetensors; the runs `0` and `1` leave the questions of that half of the facts out and ask
them at the end: how it does on what it was not taught. On a busy machine OMP_NUM_THREADS=1 spares it the waiting. The seed is fixed, yet a sum's order varies between machines, and with it last digits.
"""

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from lessons import Fact, Lesson, Ranking, facts_of, half_of, lessons_of
from network import Halves, Upper
from package import Package, tensors
from pieces import SPECIAL

HERE = Path(__file__).resolve().parent
SEED = 1
# Layers that stay as published: they read words, the upper ones sentences; taught in half the time, and kept in 4 bits.
LOWER = 6
BATCH = 32
MISSES = 3
RATE, WARM_UP = 5e-5, 20


def table_of(package: Package, tokenizer: Tokenizer) -> np.ndarray:
    """The word vectors of the tokenizer's pieces."""
    numbers = {piece: at for at, piece in enumerate(package.pieces)}
    pieces = [tokenizer.id_to_token(at) for at in range(tokenizer.get_vocab_size())]
    keep = [at if at < len(SPECIAL) else numbers[piece] for at, piece in enumerate(pieces)]
    return package.blocks("emb.word", package.shape.vocabulary, package.shape.hidden).floats()[keep]


def loss_of(upper: Upper, halves: Halves, batch: list[Lesson], owners: dict[str, str]) -> torch.Tensor:
    """Of a question's own match against all texts of the batch, and of each pair by itself."""
    passages, pairs = [], []
    for at, lesson in enumerate(batch):
        chosen = [(random.choice(lesson.matches), 1.0)] if lesson.matches else []
        most = min(len(lesson.misses), MISSES if chosen else MISSES + 1)
        chosen += [(text, 0.0) for text in random.sample(lesson.misses, most)]
        for text, label in chosen:
            pairs.append((at, len(passages), label))
            passages.append(text)
    questions = upper(halves, [lesson.text for lesson in batch])
    near = upper.stretch * (questions @ upper(halves, passages).T)
    asked, told, label = (torch.tensor(column) for column in zip(*pairs))
    hit = label == 1
    # Another's match may answer this question too: it is no miss then.
    also = torch.tensor([[owners[text] in lesson.right for text in passages] for lesson in batch])
    also[asked[hit], told[hit]] = False
    against_all = F.cross_entropy(near.masked_fill(also, -1e4)[asked[hit]], told[hit])
    return against_all + F.binary_cross_entropy_with_logits(near[asked, told] + upper.shift, label)


def teach(upper: Upper, halves: Halves, lessons: list[Lesson], owners: dict[str, str], steps: int):
    own = [tensor for layer in upper.layers for tensor in layer.parameters()]
    groups = [{"params": own, "lr": RATE}, {"params": [upper.stretch, upper.shift], "lr": 5e-3, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP) * max(0.05, 1 - step / steps))
    began, queue = time.time(), []
    for step in range(1, steps + 1):
        if len(queue) < BATCH:
            queue = random.sample(lessons, len(lessons))
        batch, queue = queue[:BATCH], queue[BATCH:]
        loss = loss_of(upper, halves, batch, owners)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(own, 1.0)
        optimizer.step()
        pace.step()
        if step % 10 == 0:
            print(f"step {step} of {steps}, {time.time() - began:.0f} s, loss {loss.item():.3f}", flush=True)


def rank(upper: Upper, halves: Halves, facts: dict[str, Fact]) -> Ranking:
    return Ranking(facts, upper.vectors(halves, [text for fact in facts.values() for text in fact.texts]))


def measure(what: str, ranking: Ranking, upper: Upper, halves: Halves, lessons: list[Lesson]):
    asked = [lesson for lesson in lessons if lesson.right]
    questions = upper.vectors(halves, [lesson.text for lesson in asked])
    places = np.array([ranking.places(lesson, question) for lesson, question in zip(asked, questions)])
    shares = [f"first {k}: {(places[:, 0] < k).mean():.1%}, within the party {(places[:, 1] < k).mean():.1%}"
              for k in (1, 3)]
    print(f"{what}, {len(asked)} answerable questions: {'; '.join(shares)}", flush=True)


def run(taken, without: int | None, upper: Upper, halves: Halves, facts: dict[str, Fact], lessons: list[Lesson]):
    """Teaches once, without one half of the facts or all of them, and writes the weights."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    taught = [replace(lesson, matches=[], misses=[]) for lesson in lessons if lesson.half != without]
    left = [lesson for lesson in lessons if lesson.half == without]
    owners = {text: name for name, fact in facts.items() for text in fact.texts}
    # Facts that are left out are no near misses either: they would be pushed away and never drawn near.
    known = {name: fact for name, fact in facts.items() if half_of(name) != without}
    ranking = rank(upper, halves, known)
    for lesson, question in zip(taught, upper.vectors(halves, [lesson.text for lesson in taught])):
        lesson.right = [own for own in lesson.right if own in known]
        lesson.nearest = [own for own in lesson.nearest if own in known]
        ranking.prepare(lesson, question)
    answerable = sum(bool(lesson.right) for lesson in taught)
    print(f"{len(taught)} questions to teach, {answerable} of them answerable", flush=True)
    teach(upper, halves, taught, owners, taken.steps)
    taken.out.mkdir(parents=True, exist_ok=True)
    save_file(upper.tensors(), taken.out / f"{'all' if without is None else f'without-{without}'}.safetensors")
    if left:
        measure(f"taught without {without}, left out", rank(upper, halves, facts), upper, halves, left)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE / "taught")
    parser.add_argument("--steps", type=int, default=240)
    parser.add_argument("--training", type=Path, default=HERE.parent / "training")
    parser.add_argument("runs", nargs="*", default=["all"], help="all, 0, 1: which half of the facts is left out")
    taken = parser.parse_args()
    package = Package()
    published = tensors(package)
    tokenizer = Tokenizer.from_file(str(HERE / "encoder" / "tokenizer.json"))
    facts = facts_of(HERE.parent / "knowledge")
    lessons = lessons_of(taken.training, facts)
    halves = Halves(package.shape, published, table_of(package, tokenizer), tokenizer, LOWER)
    halves.learn([text for fact in facts.values() for text in fact.texts] + [lesson.text for lesson in lessons])
    print(f"{len(lessons)} questions, {len(halves.known)} texts", flush=True)
    for name in taken.runs:
        without = None if name == "all" else int(name)
        run(taken, without, Upper(package.shape, published, LOWER), halves, facts, lessons)
    upper = Upper(package.shape, published, LOWER)
    measure("as published", rank(upper, halves, facts), upper, halves, lessons)


if __name__ == "__main__":
    main()

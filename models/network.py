"""The encoder in torch, to be taught: the lower layers stay as published and run once a text, the upper ones learn."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from tokenizers import Tokenizer

from package import Blocks, Shape

# Tokens of a text that are read, as in src/retrieval/encoder.rs.
TOKENS = 128
# Texts that go through the layers together.
TOGETHER = 32


def dense(tensor) -> torch.Tensor:
    return torch.from_numpy(tensor.floats() if isinstance(tensor, Blocks) else np.array(tensor, np.float32))


class Layer(nn.Module):
    """One layer of BERT; the names of its tensors are the package's without the layer's number."""

    LINEAR, NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")

    def __init__(self, shape: Shape, tensors: dict, at: int):
        super().__init__()
        self.heads = shape.heads
        for part in self.LINEAR:
            weight = dense(tensors[f"l{at}.{part}.w"])
            layer = nn.Linear(weight.shape[1], weight.shape[0])
            layer.weight.data, layer.bias.data = weight, dense(tensors[f"l{at}.{part}.b"])
            setattr(self, part, layer)
        for part in self.NORMS:
            norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
            norm.weight.data, norm.bias.data = dense(tensors[f"l{at}.{part}.w"]), dense(tensors[f"l{at}.{part}.b"])
            setattr(self, part, norm)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`x` holds the tokens of all texts one after another; only attention needs them apart, filled up."""
        def apart(y):
            whole = y.new_zeros(*mask.shape, y.shape[-1])
            whole[mask] = y
            return whole.view(*mask.shape, self.heads, -1).transpose(1, 2)

        query, key, value = apart(self.q(x)), apart(self.k(x)), apart(self.v(x))
        # By hand: torch 2.15's own attention takes three quarters of a step to go back through, in 16 bits.
        near = query @ key.transpose(-1, -2) * key.shape[-1] ** -0.5
        share = near.masked_fill(~mask[:, None, None, :], -1e9).softmax(-1)
        x = self.aln(x + self.ao((share @ value).transpose(1, 2).flatten(2)[mask]))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Halves:
    """All texts behind the lower layers, kept in 16 bits: some 20 kB a text."""

    def __init__(self, shape: Shape, tensors: dict, table: np.ndarray, tokenizer: Tokenizer, lower: int):
        self.tokenizer, self.table = tokenizer, torch.from_numpy(table)
        self.places = dense(tensors["places"])
        self.first = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.first.weight.data, self.first.bias.data = dense(tensors["emb.ln.w"]), dense(tensors["emb.ln.b"])
        self.layers = nn.ModuleList(Layer(shape, tensors, at) for at in range(lower))
        self.known: dict[str, torch.Tensor] = {}

    @torch.no_grad()
    def learn(self, texts: list[str]):
        """Runs the lower layers over texts that are new, those of a like length together."""
        self.tokenizer.enable_truncation(TOKENS)
        new = list(dict.fromkeys(text for text in texts if text not in self.known))
        ids = sorted(zip(new, (encoding.ids for encoding in self.tokenizer.encode_batch(new))), key=lambda of: len(of[1]))
        for start in range(0, len(ids), TOGETHER):
            some = ids[start:start + TOGETHER]
            lengths = [len(own) for _, own in some]
            x = torch.cat([self.table[own] + self.places[:len(own)] for _, own in some])
            mask = shown(lengths)
            with torch.autocast("cpu", torch.bfloat16):
                x = self.first(x)
                for layer in self.layers:
                    x = layer(x, mask)
            for (text, _), own in zip(some, x.split(lengths)):
                self.known[text] = own.half()


def shown(lengths: list[int]) -> torch.Tensor:
    """Which places are text where texts of these lengths stand below each other."""
    return torch.arange(max(lengths))[None, :] < torch.tensor(lengths)[:, None]


class Upper(nn.Module):
    """The layers that learn, and how far closeness is stretched in the loss."""

    def __init__(self, shape: Shape, tensors: dict, lower: int):
        super().__init__()
        self.lower = lower
        self.layers = nn.ModuleList(Layer(shape, tensors, at) for at in range(lower, shape.layers))
        self.stretch, self.shift = nn.Parameter(torch.tensor(20.0)), nn.Parameter(torch.tensor(-17.0))

    def forward(self, halves: Halves, texts: list[str]) -> torch.Tensor:
        """The vectors of texts, those of a like length together: what fills up the shorter ones costs time."""
        order = sorted(range(len(texts)), key=lambda at: len(halves.known[texts[at]]))
        found = []
        for start in range(0, len(order), TOGETHER):
            rows = [halves.known[texts[at]].float() for at in order[start:start + TOGETHER]]
            lengths = [len(row) for row in rows]
            x, mask = torch.cat(rows), shown(lengths)
            with torch.autocast("cpu", torch.bfloat16):
                for layer in self.layers:
                    x = layer(x, mask)
            found += [own.sum(0) for own in x.float().split(lengths)]
        back = torch.empty(len(order), dtype=torch.long)
        back[order] = torch.arange(len(order))
        return F.normalize(torch.stack(found)[back], dim=1)

    @torch.no_grad()
    def vectors(self, halves: Halves, texts: list[str]) -> np.ndarray:
        return self(halves, texts).numpy()

    def tensors(self) -> dict[str, np.ndarray]:
        """The tensors under the package's names."""
        found = {}
        for at, layer in enumerate(self.layers, self.lower):
            for part in Layer.LINEAR + Layer.NORMS:
                own = getattr(layer, part)
                found[f"l{at}.{part}.w"] = own.weight.detach().numpy().copy()
                found[f"l{at}.{part}.b"] = own.bias.detach().numpy().copy()
        return found

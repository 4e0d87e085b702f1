"""Writes the encoder as an ONNX graph: `input_ids` and `attention_mask` [texts, tokens] to `vector` [texts, hidden].

Only operators that rten 0.27 knows are used. It knows 4-bit blocks (MatMulNBits) and 8-bit matrices with a scale a
row (DequantizeLinear, which it works out when it loads the file), but no 8-bit blocks and no block-quantised Gather.
"""

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from package import BLOCK, Blocks, Shape

# Keeps what is not text out of the softmax without making it infinite, which a row of padding alone would not survive.
MASKED = -1e9


def by_row(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row in 8 bits, and its scale."""
    scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-12) / 127
    return np.rint(matrix / scale).astype(np.int8), scale[:, 0].astype(np.float32)


class Graph:
    """The nodes and constants under construction. Each method returns the name of what it adds."""

    def __init__(self, shape: Shape, exact: bool):
        self.shape, self.exact = shape, exact
        self.nodes, self.constants = [], []

    def constant(self, name: str, array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=f"{name}:{kind}", **attributes))
        return name

    def words(self, table: np.ndarray) -> str:
        if self.exact:
            return self.node("Gather", [self.constant("words", table), "input_ids"], "words.found")
        rows, scale = by_row(table)
        found = self.node("Gather", [self.constant("words", rows), "input_ids"], "words.found")
        scales = self.node("Gather", [self.constant("words.scale", scale[:, None]), "input_ids"], "words.scales")
        return self.node("Mul", [self.node("Cast", [found], "words.float", to=TensorProto.FLOAT), scales], "words.own")

    def norm(self, x: str, name: str, tensors: dict) -> str:
        weight, bias = (self.constant(f"{name}.{part}", tensors[f"{name}.{part}"]) for part in "wb")
        return self.node("LayerNormalization", [x, weight, bias], f"{name}.out", axis=-1, epsilon=self.shape.epsilon)

    def linear(self, x: str, name: str, tensors: dict) -> str:
        weight = tensors[f"{name}.w"]
        product = f"{name}.product"
        if self.exact:
            dense = weight.floats() if isinstance(weight, Blocks) else weight
            self.node("MatMul", [x, self.constant(f"{name}.w", dense.T)], product)
        elif isinstance(weight, Blocks):
            packed = weight.codes[:, :, 0::2] | (weight.codes[:, :, 1::2] << 4)
            inputs = [x, self.constant(f"{name}.w", packed), self.constant(f"{name}.scale", weight.scales.reshape(-1))]
            self.node("MatMulNBits", inputs, product, domain="com.microsoft", bits=4, block_size=BLOCK,
                      N=len(weight.codes), K=weight.codes.shape[1] * BLOCK)
        else:
            rows, scale = by_row(weight)
            inputs = [self.constant(f"{name}.w", rows.T), self.constant(f"{name}.scale", scale)]
            self.node("MatMul", [x, self.node("DequantizeLinear", inputs, f"{name}.dense", axis=1)], product)
        return self.node("Add", [product, self.constant(f"{name}.b", tensors[f"{name}.b"])], name)

    def attention(self, x: str, at: str, hide: str, tensors: dict) -> str:
        def head(part: str, order: list[int]) -> str:
            split = self.node("Reshape", [self.linear(x, f"{at}.{part}", tensors), "split"], f"{at}.{part}.split")
            return self.node("Transpose", [split], f"{at}.{part}.heads", perm=order)

        query, key, value = head("q", [0, 2, 1, 3]), head("k", [0, 2, 3, 1]), head("v", [0, 2, 1, 3])
        near = self.node("Mul", [self.node("MatMul", [query, key], f"{at}.near"), "shrink"], f"{at}.near.shrunk")
        share = self.node("Softmax", [self.node("Add", [near, hide], f"{at}.near.shown")], f"{at}.share", axis=-1)
        mixed = self.node("Transpose", [self.node("MatMul", [share, value], f"{at}.mixed")], f"{at}.mixed.back",
                          perm=[0, 2, 1, 3])
        joined = self.node("Reshape", [mixed, "join"], f"{at}.joined")
        return self.linear(joined, f"{at}.ao", tensors)

    def feed(self, x: str, at: str, tensors: dict) -> str:
        up = self.linear(x, f"{at}.fi", tensors)
        bend = self.node("Add", [self.node("Erf", [self.node("Div", [up, "root"], f"{at}.up.root")], f"{at}.up.erf"),
                                 "one"], f"{at}.up.bend")
        gelu = self.node("Mul", [self.node("Mul", [up, bend], f"{at}.up.bent"), "half"], f"{at}.gelu")
        return self.linear(gelu, f"{at}.fo", tensors)

    def mean(self, x: str) -> str:
        """The mean over the text's own tokens, of length 1."""
        shown = self.node("Mul", [x, self.node("Unsqueeze", ["mask", "last"], "mask.wide")], "own")
        total = self.node("ReduceSum", [shown, "second"], "total", keepdims=0)
        length = self.node("ReduceL2", [total], "length", axes=[1], keepdims=1)
        return self.node("Div", [total, length], "vector")


def build(shape: Shape, tensors: dict, table: np.ndarray, exact: bool = False) -> ModelProto:
    """The graph for word vectors `table`; `exact` keeps all weights as 32-bit floats, to compare with."""
    graph = Graph(shape, exact)
    for name, value in (("one", 1.0), ("half", 0.5), ("root", 2**0.5), ("shrink", (shape.hidden // shape.heads) ** -0.5),
                        ("masked", MASKED)):
        graph.constant(name, np.array(value, np.float32))
    for name, value in (("split", [0, 0, shape.heads, shape.hidden // shape.heads]), ("join", [0, 0, shape.hidden]),
                        ("none", [0]), ("second", [1]), ("last", [2]), ("between", [1, 2])):
        graph.constant(name, np.array(value, np.int64))
    width = graph.node("Gather", [graph.node("Shape", ["input_ids"], "sizes"), "second"], "width")
    place = graph.node("Slice", [graph.constant("places", tensors["places"]), "none", width, "none"], "place")
    mask = graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    hidden = graph.node("Mul", [graph.node("Sub", ["one", mask], "mask.not"), "masked"], "mask.far")
    hide = graph.node("Unsqueeze", [hidden, "between"], "hide")
    x = graph.norm(graph.node("Add", [graph.words(table), place], "placed"), "emb.ln", tensors)
    for layer in range(shape.layers):
        at = f"l{layer}"
        x = graph.norm(graph.node("Add", [x, graph.attention(x, at, hide, tensors)], f"{at}.seen"), f"{at}.aln", tensors)
        x = graph.norm(graph.node("Add", [x, graph.feed(x, at, tensors)], f"{at}.fed"), f"{at}.oln", tensors)
    output = graph.mean(x)
    value = helper.make_tensor_value_info
    inputs = [value(name, TensorProto.INT64, ["texts", "tokens"]) for name in ("input_ids", "attention_mask")]
    whole = helper.make_graph(graph.nodes, "multilingual-e5-small", inputs,
                              [value(output, TensorProto.FLOAT, ["texts", shape.hidden])], graph.constants)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(whole, opset_imports=versions, ir_version=8, producer_name="accord models/make.py")

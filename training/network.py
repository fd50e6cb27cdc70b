"""The network: a small pretrained encoder with heads for names, triggers, links and hedges.

The encoder is a BERT of 6 layers of 384 (all-MiniLM-L6-v2, Apache-2.0; Wang et al. 2020, "MiniLM:
Deep Self-Attention Distillation"). Links follow the span-pair design of Lee et al. 2017
("End-to-end Neural Coreference Resolution") and Wadden et al. 2019 (DyGIE++).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
import torch.nn.functional as fn
from torch import Tensor, nn

from sayso.reading import scheme
from sayso.reading.listed import Listing
from sayso.reading.words import Glue, Shape

WIDTH, HEADS, INNER, PIECES, LONGEST = 384, 12, 1536, 30522, 512
LINK = 192
OPSET = 17


class Attention(torch.autograd.Function):
    """Attention without a mask; exports as the fused operator of the runtime."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Return what each piece takes from the others; all of shape (batch, n, 384)."""
        b, n, h = q.shape
        q, k, v = (t.view(b, n, HEADS, h // HEADS).transpose(1, 2) for t in (q, k, v))
        return fn.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, n, h)

    @staticmethod
    def symbolic(g, q, k, v):  # type: ignore[no-untyped-def]
        """Return the node that stands for it in the exported graph."""
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS)
        return out.setType(q.type())


class Layer(nn.Module):
    """One layer of the encoder, as in BERT (Devlin et al. 2019)."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return (batch, n, 384) for the same; ``mask`` is false where there is no piece."""
        q, k, v = self.qkv(x).chunk(3, -1)
        if mask is None and not self.training:
            seen = cast(Tensor, Attention.apply(q, k, v))
        else:
            b, n, h = q.shape
            q, k, v = (t.view(b, n, HEADS, h // HEADS).transpose(1, 2) for t in (q, k, v))
            seen = fn.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            seen = seen.transpose(1, 2).reshape(b, n, h)
        x = self.norm(x + self.drop(self.out(seen)))
        return cast(Tensor, self.last(x + self.drop(self.narrow(fn.gelu(self.wide(x))))))


class Encoder(nn.Module):
    """Pieces with the shape, glue and listing of their words, in context: (batch, n, 384)."""

    def __init__(self, layers: int, drop: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.shapes = nn.Embedding(len(Shape), WIDTH)
        self.glues = nn.Embedding(len(Glue), WIDTH)
        self.listings = nn.Embedding(len(Listing), WIDTH)
        for table in (self.shapes, self.glues, self.listings):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))

    def forward(self, pieces: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the state of each piece; ``mask`` (batch, n) is false where there is none."""
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]]
        x = (
            x
            + self.shapes(marks[..., 0])
            + self.glues(marks[..., 1])
            + self.listings(marks[..., 2])
        )
        x = self.norm(x)
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return cast(Tensor, x)

    def start_from(self, weights: Path) -> None:
        """Take over the pretrained weights (a safetensors file of a Hugging Face BERT)."""
        from safetensors.torch import load_file  # noqa: PLC0415

        data = load_file(weights)

        def copy(module: nn.Module, name: str) -> None:
            module.weight.data.copy_(data[name + ".weight"])  # type: ignore[operator, union-attr]
            module.bias.data.copy_(data[name + ".bias"])  # type: ignore[operator, union-attr]

        self.pieces.weight.data.copy_(data["embeddings.word_embeddings.weight"])
        self.places.weight.data.copy_(
            data["embeddings.position_embeddings.weight"]
            + data["embeddings.token_type_embeddings.weight"][0]
        )
        copy(self.norm, "embeddings.LayerNorm")
        for number, module in enumerate(self.layers):
            layer = cast(Layer, module)
            at = f"encoder.layer.{number}."
            parts = [f"{at}attention.self.{p}" for p in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([data[p + ".weight"] for p in parts]))
            layer.qkv.bias.data.copy_(torch.cat([data[p + ".bias"] for p in parts]))
            copy(layer.out, at + "attention.output.dense")
            copy(layer.norm, at + "attention.output.LayerNorm")
            copy(layer.wide, at + "intermediate.dense")
            copy(layer.narrow, at + "output.dense")
            copy(layer.last, at + "output.LayerNorm")


def _head(size: int, out: int, drop: float) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(drop), nn.Linear(size, 256), nn.GELU(), nn.Linear(256, out))


class Tagger(nn.Module):
    """From pieces to words: their states, the tags of names, and what each word carries.

    In: pieces (1, p), marks (1, p, 3), the first and last piece of each word (2, w).
    Out: states (w, 400), tags (w, len(TAGS)), carries (w, len(CARRIES)), as scores before softmax
    and sigmoid.
    """

    def __init__(self, layers: int, drop: float) -> None:
        super().__init__()
        self.encoder = Encoder(layers, drop)
        self.shapes = nn.Embedding(len(Shape), 16)
        self.tags = _head(WIDTH + 16, len(scheme.TAGS), drop)
        self.carries = _head(WIDTH + 16, len(scheme.CARRIES), drop)

    def words(self, x: Tensor, marks: Tensor, ends: Tensor) -> Tensor:
        """Return the state of each word of one window, from its first and last piece."""
        shape = self.shapes(marks[ends[0], 0])
        return torch.cat([(x[ends[0]] + x[ends[1]]) / 2, shape], -1)

    def forward(self, pieces: Tensor, marks: Tensor, ends: Tensor) -> tuple[Tensor, ...]:
        """Return states, tags and carries of one window; see the class."""
        x = self.encoder(pieces, marks)[0]
        states = self.words(x, marks[0], ends)
        return states, self.tags(states), self.carries(states)


@dataclass(frozen=True)
class Links:
    """Scores of one window's spans: see ``Linker``."""

    slots: Tensor
    realis: Tensor
    stance: Tensor
    property: Tensor
    same: Tensor


class Linker(nn.Module):
    """From spans to links.

    In: word states (w, 400); triggers (t, 3): first word, end, what they carry; mentions (m, 3):
    first word, end, kind; how far apart each pair of them stands, in buckets: words (t, m),
    sentences (t, m), for two mentions (m, m) and (m, m), and the likeness of their words (m, m).
    Out: slots (t, m, len(SLOTS)), realis (t, 4), stance (t, 4), property (t, 18), and for each
    mention how far it names the same as each other (m, m).
    """

    def __init__(self, drop: float) -> None:
        super().__init__()
        size = WIDTH + 16
        self.trigger = nn.Linear(size, LINK)
        self.carried = nn.Embedding(len(scheme.CARRIES), LINK)
        self.mention = nn.Linear(2 * size, LINK)
        self.kind = nn.Embedding(len(scheme.KINDS), LINK)
        self.near = nn.Embedding(scheme.DISTANCES, LINK)
        self.turn = nn.Embedding(scheme.SENTENCE_DISTANCES, LINK)
        self.left, self.right = nn.Linear(LINK, 64), nn.Linear(LINK, 64)
        self.product = nn.Linear(64, LINK)
        self.slots = nn.Linear(LINK, len(scheme.SLOTS))
        self.hidden = nn.Linear(LINK, LINK)
        self.realis = nn.Linear(LINK, len(scheme.REALIS))
        self.stance = nn.Linear(LINK, len(scheme.STANCES))
        self.property = nn.Linear(LINK, len(scheme.PROPERTIES) + 1)
        self.later, self.earlier = nn.Linear(LINK, LINK), nn.Linear(LINK, LINK)
        self.both_left, self.both_right = nn.Linear(LINK, 64), nn.Linear(LINK, 64)
        self.both = nn.Linear(64, LINK)
        self.apart = nn.Embedding(scheme.DISTANCES, LINK)
        self.apart_turn = nn.Embedding(scheme.SENTENCE_DISTANCES, LINK)
        self.alike = nn.Embedding(scheme.LIKENESSES, LINK)
        self.same = nn.Linear(LINK, 1)
        self.drop = nn.Dropout(drop)
        for table in (
            self.carried,
            self.kind,
            self.near,
            self.turn,
            self.apart,
            self.apart_turn,
            self.alike,
        ):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self,
        states: Tensor,
        triggers: Tensor,
        mentions: Tensor,
        near: Tensor,
        turn: Tensor,
        apart: Tensor,
        apart_turn: Tensor,
        alike: Tensor,
    ) -> tuple[Tensor, ...]:
        """Return slots, realis, stance, property and same; see the class."""
        states = self.drop(states)
        total = torch.cat([torch.zeros_like(states[:1]), states.cumsum(0)])
        size = (triggers[:, 1] - triggers[:, 0]).unsqueeze(1).to(states.dtype)
        mean = (total[triggers[:, 1]] - total[triggers[:, 0]]) / size
        t = fn.gelu(self.trigger(mean) + self.carried(triggers[:, 2]))
        edges = torch.cat([states[mentions[:, 0]], states[mentions[:, 1] - 1]], -1)
        m = fn.gelu(self.mention(edges) + self.kind(mentions[:, 2]))
        t, m = self.drop(t), self.drop(m)
        mixed = self.product(self.left(t)[:, None] * self.right(m)[None])
        pair = fn.gelu(t[:, None] + m[None] + mixed + self.near(near) + self.turn(turn))
        deep = fn.gelu(self.hidden(t))
        both = self.both(self.both_left(m)[:, None] * self.both_right(m)[None])
        pairs = self.later(m)[:, None] + self.earlier(m)[None] + both + self.alike(alike)
        pairs = fn.gelu(pairs + self.apart(apart) + self.apart_turn(apart_turn))
        return (
            self.slots(self.drop(pair)),
            self.realis(deep),
            self.stance(deep),
            self.property(deep),
            self.same(self.drop(pairs)).squeeze(-1),
        )


class Reader(nn.Module):
    """The whole: a tagger and a linker, trained together."""

    def __init__(self, layers: int = 6, drop: float = 0.1) -> None:
        super().__init__()
        self.tagger = Tagger(layers, drop)
        self.linker = Linker(0.2 if drop else 0.0)

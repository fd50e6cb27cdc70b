"""The training loop: one joint likelihood over names, triggers, links and hedges."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as fn
from torch import Tensor

from sayso.reading import scheme
from training.examples import Example, disguised
from training.network import Reader

TIME = scheme.SLOTS.index(scheme.TIME)
_MASK = torch.from_numpy(scheme.SLOT_OF_TYPE.copy())


def link(model: Reader, example: Example, states: Tensor) -> tuple[Tensor, ...]:
    """Return the linker's scores for the marked spans of ``example``."""
    return model.linker(  # type: ignore[no-any-return]
        states,
        example.triggers,
        example.mentions,
        example.near,
        example.turn,
        example.apart,
        example.apart_turn,
        example.alike,
    )


def by_entity(scores: Tensor, entity: Tensor, entities: int) -> Tensor:
    """Return log-sum-exp of the scores of an entity's mentions: (t, m, s) to (t, entities, s)."""
    total = scores.new_zeros(scores.shape[0], entities, scores.shape[2])
    total = total.index_add(1, entity, scores.clamp(max=20).exp())
    return torch.log(total + 1e-9)


def _linked(model: Reader, example: Example, states: Tensor) -> Tensor:
    loss = states.new_zeros(())
    if not len(example.mentions) or not len(example.triggers):
        return loss
    slots, realis, stance, prop, same = link(model, example, states)
    mask = _MASK[example.triggers[:, 2]].clone()
    dated = mask[:, TIME].clone()
    mask[:, TIME] = 0
    scores = by_entity(slots, example.entity, example.entities)
    fill = fn.binary_cross_entropy_with_logits(scores, example.slots, reduction="none")
    loss = loss + (fill * mask[:, None, :]).sum()
    timed = fn.binary_cross_entropy_with_logits(slots[..., TIME], example.times, reduction="none")
    loss = loss + (timed * dated[:, None]).sum()
    for score, wanted in (
        (realis, example.realis),
        (stance, example.stance),
        (prop, example.property),
    ):
        if (wanted >= 0).any():
            loss = loss + fn.cross_entropy(score, wanted, ignore_index=-1, reduction="sum")
    return loss + 0.5 * _coreferent(same, example.entity)


def _coreferent(same: Tensor, entity: Tensor) -> Tensor:
    """Return the loss of naming an earlier mention of one entity, or none (Lee et al. 2017)."""
    size = len(entity)
    earlier = torch.tril(torch.ones(size, size, dtype=torch.bool), -1)
    right = earlier & (entity[:, None] == entity[None])
    scores = torch.cat([same.new_zeros(size, 1), same.masked_fill(~earlier, -1e4)], 1)
    gold = torch.cat([~right.any(1, keepdim=True), right], 1)
    return (scores.logsumexp(1) - scores.masked_fill(~gold, -1e4).logsumexp(1)).sum()


def loss_of(model: Reader, batch: Sequence[Example], rng: random.Random) -> Tensor:
    """Return the joint loss of a batch of windows, per word."""
    size = max(len(e.pieces) for e in batch)
    pieces = torch.zeros(len(batch), size, dtype=torch.long)
    marks = torch.zeros(len(batch), size, 3, dtype=torch.long)
    mask = torch.zeros(len(batch), size, dtype=torch.bool)
    for row, example in enumerate(batch):
        own = len(example.pieces)
        pieces[row, :own] = example.pieces
        marks[row, :own] = disguised(example, rng)
        mask[row, :own] = True
    out = model.tagger.encoder(pieces, marks, mask)
    loss = out.new_zeros(())
    words = 0
    for row, example in enumerate(batch):
        states = model.tagger.words(out[row], marks[row], example.ends)
        loss = loss + fn.cross_entropy(model.tagger.tags(states), example.tags, reduction="sum")
        loss = loss + fn.binary_cross_entropy_with_logits(
            model.tagger.carries(states), example.carries, reduction="sum"
        )
        loss = loss + _linked(model, example, states)
        words += len(states)
    return loss / words


def batches(found: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Return the examples in batches of like length, in an order drawn by ``rng``."""
    order = sorted(found, key=lambda e: len(e.pieces) * (0.8 + 0.4 * rng.random()))
    made = [list(order[i : i + size]) for i in range(0, len(order), size)]
    rng.shuffle(made)
    return made


def drawn(
    found: Sequence[Example], often: Callable[[Example], float], rng: random.Random
) -> list[Example]:
    """Return the examples of one epoch: one that is to come 2.5 times comes twice or thrice."""
    return [e for e in found for _ in range(int(often(e) + rng.random()))]


_EVERY = 4  # steps between two samples of the average


@torch.no_grad()
def _follow(average: Reader, model: Reader, step: int) -> None:
    keep = min(0.98, step / (step + 20 * _EVERY))
    for a, b in zip(average.parameters(), model.parameters(), strict=True):
        if b.requires_grad:
            a.lerp_(b, 1 - keep)


def fit(
    model: Reader,
    found: Sequence[Example],
    *,
    epochs: int,
    seed: int,
    often: Callable[[Example], float] = lambda _: 1.0,
    size: int = 4,
    rate: float = 1e-4,
    head_rate: float = 1e-3,
    tell: Callable[[int, Reader, float], None] = lambda *_: None,
) -> Reader:
    """Train ``model`` on ``found`` and return the average of its weights over the run's end.

    ``often`` says how many times an epoch takes an example. The rate rises for the first twentieth
    of the steps and falls to nothing after; the weights returned are an exponential average
    (Polyak and Juditsky 1992).
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    # Fixed: they are half of all weights, and the words of one corpus would pull them off the rest.
    model.tagger.encoder.pieces.weight.requires_grad_(False)
    encoder = [p for p in model.tagger.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    fresh = [
        *model.tagger.encoder.shapes.parameters(),
        *model.tagger.encoder.glues.parameters(),
        *model.tagger.encoder.listings.parameters(),
    ]
    novel = {id(p) for p in fresh}
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in encoder if id(p) not in novel], "lr": rate},
            {"params": [*heads, *fresh], "lr": head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * -(-round(sum(map(often, found))) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, 20 * n / steps) * max(0.0, 1 - n / steps) + 1e-3
    )
    average = copy.deepcopy(model)
    step = 0
    for epoch in range(1, epochs + 1):
        model.train()
        total, count = 0.0, 0
        for batch in batches(drawn(found, often, rng), size, rng):
            loss = loss_of(model, batch, rng)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            total, count = total + loss.item(), count + 1
            if step % _EVERY == 0:
                _follow(average, model, step)
        tell(epoch, average, total / max(1, count))
    return average.eval()

"""Learn on from a larger net: ``python -m training.distil DATA RUN --encoder FOLDER --teacher FOLDER``.

Where somebody speaks, and who says what, the teacher (`training.teacher`) tells better than both readings in
texts that are not like those they learnt from. So both learn, besides the marked labels, what it holds likely
of every word (Hinton et al. 2015), in marked texts and in such as have no marks (`unmarked`, `told`). Of two
actors of a sentence they learn so what a net says that sees both marked (`training.two_actors`). All
else is learnt from its own labels as before.

The input table and the lower layers, which the pair net shares, stay as they are. ``RUN/net.pt`` and
``RUN/deep.pt`` are read; written are both in ``RUN/distilled``, with the inventory beside them.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from rashomon.nets.wordpiece import WordPiece
from training.command import arguments_of, command
from training.deep import TRUNK, Deep, embed, through_trunk
from training.encode import Piece, bio, encode_sample
from training.layers import ALL_KINDS, KINDS
from training.losses import WEIGHTS, head_losses, of_words
from training.narrow import WIDEST
from training.net import Net, Tagging, partition
from training.noise import usual_noise
from training.progress import Progress
from training.samples import Sample
from training.teacher import Teacher, open_teacher
from training.told_stories import FOLDER
from training.train import AVERAGE, DECAY, HALF, SEED, Batch, collate, rate, sizes, tag_losses
from training.train_deep import (
    HEADS,
    drawn,
    epoch,
    new_deep,
    read_sets,
)
from training.two_actors import marks_of, open_two_actors, taught_pairs
from training.units import load_inventory

BATCH, STEPS = 16, 260
"""Windows a step, and steps of a round."""
KEPT = 0.7
"""How far the weights go from those before to those after: so they forget little and keep what they gained
(Wortsman et al. 2022; decision 29)."""
LAYER_RATE, HEAD_RATE = 1.5e-4, 5e-4
SHARES = {
    **{"newswire": 0.5, "nominals": 0.4, "re3d": 1.0, "gum": 0.6, "ewt": 0.6},
    **{"sure": 0.3, "negation": 0.4, "sentiment": 0.4, "plover": 1.0, "marked": 3.5},
}
"""How often a text of each set is read in a round."""
ROUNDS: tuple[dict[str, float], ...] = (
    {"polnear": 1.0, "told": 0.7, "unmarked": 0.2},
    {"polnear": 2.0, "told": 0.4, "unmarked": 0.1},
    {"polnear": 2.0, "told": 0.4, "unmarked": 0.1},
    {
        **{"polnear": 0.8, "marked": 1.2, "newswire": 1.5, "sentiment": 0.9, "plover": 4.0},
        **{"ewt": 0.9, "gum": 0.7, "sure": 0.5, "negation": 0.6, "re3d": 2.0},
    },
)
"""And what else in each; of told stories in the first as many as when 190 were read once each. The next two
go back to what PolNeAR marks, which the first forgets a little of; the last dwells on pairs of actors and
names."""
MATRIX = 2
"""Dimensions of what is rounded when it is shipped."""
TAUGHT = {"roles": 1.0, "pair": 0.5}
"""What the teacher's word weighs beside what is marked."""
CUE, IN_CUE = (bio(KINDS["roles"]).index(label) for label in ("B-cue", "I-cue"))
TEXTS = (Path("fnc1/bodies.csv"), "articleBody"), (Path("fa_kes_syria/fa-kes.csv"), "article_content")


def unmarked(data: Path) -> Iterator[Sample]:
    """Texts in which nobody marked who speaks: FNC-1's articles and those on Syria of FA-KES."""
    for path, column in TEXTS:
        with (data / path).open(encoding="utf-8", errors="replace", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                yield Sample(f"{path.stem}{number}", row[column])


def told() -> Iterator[Sample]:
    """The articles of the told stories, of which the claims are labelled, but not who speaks."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield Sample(f"{path.stem}{number}", json.loads(line)["text"])


def likely(scores: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
    """How likely each label of each word is in a chain, [rows, words, labels]."""
    with torch.enable_grad():
        given = scores.detach().requires_grad_()
        (found,) = torch.autograd.grad(partition(given, transitions.detach(), lengths), given)
    return found


def taught(
    readings: Sequence[tuple[Tagging, Tensor]], teacher: Teacher, pieces: Sequence[Piece]
) -> dict[str, Tensor]:
    """How far each reading is from what the teacher holds likely, summed over words.

    ``readings`` are heads with the states of the words of all ``pieces``.
    """
    rows = [i for i, piece in enumerate(pieces) if "roles" in piece.layers or is_bare(piece)]
    if not rows:
        return {}
    batch = collate([pieces[i] for i in rows], KINDS)
    with torch.no_grad():
        theirs = of_words(teacher.read(batch), batch)
        roles = teacher.tags["roles"](theirs)
    goal = likely(roles, teacher.transitions["roles"], batch.lengths)
    where, cues = _with_found(batch, goal, [is_bare(pieces[i]) for i in rows])
    lengths = batch.lengths[where]
    if len(where):
        with torch.no_grad():
            scores = teacher.pair_scores(theirs, roles, where, cues)
        parts = likely(scores, teacher.pair_transitions, lengths)
    found: dict[str, Tensor] = {}
    for number, (heads, states) in enumerate(readings):
        mine = states[rows][:, : theirs.shape[1]]
        scores = heads.tags["roles"](mine)
        found[f"roles{number}"] = _from_likely(scores, heads.transitions["roles"], goal, batch.lengths)
        if len(where):
            pairs = heads.pair_scores(mine, scores, where, cues)
            found[f"pair{number}"] = _from_likely(pairs, heads.pair_transitions, parts, lengths)
    return found


def is_bare(piece: Piece) -> bool:
    """Whether nothing at all is marked in it."""
    return not piece.layers and piece.units is None and not piece.related


def _with_found(batch: Batch, roles: Tensor, bare: Sequence[bool]) -> tuple[Tensor, Tensor]:
    """The marked cues, and in texts without marks those that the teacher holds likelier than not."""
    where, cues = batch.where.tolist(), batch.cues.tolist()
    starts, goes_on = roles[:, :, CUE] > 0.5, roles[:, :, IN_CUE] > 0.5
    for row, first in torch.nonzero(starts).tolist():
        if bare[row]:
            last = first
            while last + 1 < int(batch.lengths[row]) and goes_on[row, last + 1]:
                last += 1
            where.append(row)
            cues.append([first, last])
    return torch.tensor(where, dtype=torch.long), torch.tensor(cues, dtype=torch.long).reshape(-1, 2)


def _from_likely(scores: Tensor, transitions: Tensor, goal: Tensor, lengths: Tensor) -> Tensor:
    """Negative log-likelihood, in the mean over label rows as the teacher draws them."""
    return partition(scores, transitions.detach(), lengths) - (scores * goal).sum()


class Narrow:
    """Matrices as they will be once shipped, seven bits wide, while the net reads.

    What is learnt of them so is learnt of the whole ones (straight through: Bengio et al. 2013), so that they
    come to where rounding costs little (Jacob et al. 2018).
    """

    def __init__(self, matrices: Sequence[torch.nn.Parameter]) -> None:
        self._matrices = matrices
        self._whole = [p.detach().clone() for p in matrices]

    @torch.no_grad()
    def put_on(self) -> None:
        """Round them, a scale for each row."""
        for matrix, whole in zip(self._matrices, self._whole, strict=True):
            whole.copy_(matrix)
            scale = matrix.abs().amax(1, keepdim=True).clamp(min=1e-9) / (WIDEST - 1)
            matrix.copy_((matrix / scale).round() * scale)

    @torch.no_grad()
    def take_off(self) -> None:
        """Make them whole again."""
        torch._foreach_copy_(list(self._matrices), self._whole)


def losses(net: Net, deep: Deep, teacher: Teacher, pieces: list[Piece]) -> dict[str, Tensor]:
    """What each head of each reading has to learn, weighed, summed over words."""
    batch = collate(pieces, ALL_KINDS)
    with torch.no_grad():
        embedded, mask = embed(net.encoder, batch.pieces, batch.shapes, batch.quotes, batch.present)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        with torch.no_grad():
            first = through_trunk(net.encoder, embedded, mask)
        for layer in list(net.encoder.layers)[TRUNK:]:
            first = layer(first, mask)
        second = deep.read(embedded, mask)
    first, second = of_words(net.dropout(first.float()), batch), of_words(second.float(), batch)
    own = replace(batch, layers={name: rows for name, rows in batch.layers.items() if name in KINDS})
    found: dict[str, Tensor] = {}
    marked = tag_losses(net, first, own), head_losses(deep, second, batch, pieces)
    for number, part in enumerate(marked):
        found |= {f"{name}{number}": WEIGHTS.get(name, 1.0) * value for name, value in part.items()}
    for name, value in taught([(net, first), (deep, second)], teacher, pieces).items():
        found[f"~{name}"] = TAUGHT[name[:-1]] * value
    return found


def train(data: Path, run: Path, encoder: Path, folder: Path) -> None:
    """Write ``run/distilled``."""
    torch.manual_seed(SEED)
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    wordpiece, inventory = WordPiece(vocabulary), load_inventory(run / "inventory.json")
    actors, marks = open_two_actors(run), marks_of(vocabulary)
    sets, seen = read_sets(data, wordpiece, HEADS, lambda some: taught_pairs(actors, some, wordpiece, marks))
    if seen != inventory:
        raise ValueError(f"{run / 'inventory.json'} has other classes than the trees of {data}")
    for name, samples in (("unmarked", unmarked(data)), ("told", told())):
        sets[name] = [[encode_sample(sample, wordpiece, ALL_KINDS)] for sample in samples]
    net, deep = Net(sizes()), new_deep(inventory)
    teacher = open_teacher(run, encoder, folder, inventory)
    net.load_state_dict(torch.load(run / "net.pt"))
    deep.load_state_dict(torch.load(run / "deep.pt"))
    noise = usual_noise(vocabulary)
    for number, shares in enumerate(ROUNDS):
        chance = random.Random(SEED + 95 + number)
        read = drawn(lambda: epoch(sets, SHARES | shares, wordpiece, chance), STEPS, BATCH, noise, chance)  # noqa: B023
        _run(net, deep, teacher, read)
    into = run / "distilled"
    into.mkdir(exist_ok=True)
    shutil.copy(run / "inventory.json", into)
    for name, part in (("net", net), ("deep", deep)):
        torch.save(_between(torch.load(run / f"{name}.pt"), part.state_dict()), into / f"{name}.pt")


def _between(before: dict[str, Tensor], after: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: before[name] + KEPT * (after[name] - before[name]) for name in before}


def _run(net: Net, deep: Deep, teacher: Teacher, read: list[list[Piece]]) -> None:
    net.requires_grad_(False)
    layers = [*list(net.encoder.layers)[TRUNK:], *deep.layers]
    own = [p for layer in layers for p in layer.parameters()]
    ours = {id(p) for p in own}
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    heads += [p for p in deep.parameters() if id(p) not in ours]
    for p in own + heads:
        p.requires_grad_(True)
    groups = [{"params": own, "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, len(read)))
    parameters = own + heads
    narrow = Narrow([p for p in own if p.ndim == MATRIX])
    average = [p.detach().clone() for p in parameters]
    net.train()
    deep.train()
    progress = Progress(len(read))
    for step, mine in enumerate(read):
        narrow.put_on()
        found = losses(net, deep, teacher, mine)
        words = float(sum(len(piece.first) for piece in mine))
        loss = torch.stack(list(found.values())).sum() / words
        optimiser.zero_grad()
        loss.backward()
        narrow.take_off()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        keep = min(AVERAGE, (step + 1) / (step + 11))
        torch._foreach_lerp_(average, [p.detach() for p in parameters], 1 - keep)
        progress.add(step, found, words)
    with torch.no_grad():
        torch._foreach_copy_(parameters, average)


def main() -> None:
    """Parse the command line."""
    parser = command(__doc__, "folder with net.pt, deep.pt, teacher.pt, two_actors.pt")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    arguments = arguments_of(parser)
    train(arguments.data, arguments.run, arguments.encoder, arguments.teacher)


if __name__ == "__main__":
    main()

"""Trees of Universal Dependencies, with the mentions and chains that GUM adds, as samples' layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rashomon import records
from training.samples import NounPhrase, Range, Token, Tree


def read_trees(path: Path, together: int = 1) -> list[Tree]:
    """The documents of a CoNLL-U file, ``together`` of them at a time in one tree (short ones)."""
    text = path.read_text(encoding="utf-8")
    parts = [part for part in re.split(r"(?m)^(?=# newdoc)", text) if part.strip()]
    return [
        _read_tree(f"{path.stem}-{low}", "\n".join(parts[low : low + together]))
        for low in range(0, len(parts), together)
    ]


@dataclass
class _Reading:
    text: str
    rows: list[tuple[Range, list[str], int, int]]
    glued: tuple[int, bool]
    """The last token of a written word of several tokens, and whether a space follows the word."""


def _read_tree(name: str, part: str) -> Tree:
    state = _Reading("", [], (0, True))
    first = sentence = 0
    for line in part.split("\n"):
        cells = line.split("\t")
        if line.startswith(("# newpar", "# newdoc")) and state.text:
            state.text = state.text.rstrip(" \n") + "\n\n"
        elif not line.strip() and len(state.rows) > first:
            first, sentence, state.glued = len(state.rows), sentence + 1, (0, True)
        elif len(cells) == 10 and "-" in cells[0]:
            state.glued = (int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9])
        elif len(cells) == 10 and cells[0].isdigit():
            _add(state, cells, first, sentence)
    return Tree(name, state.text, tuple(_tokens(state.rows)))


def _add(state: _Reading, cells: list[str], first: int, sentence: int) -> None:
    number = int(cells[0])
    last, gap_after = state.glued
    start = len(state.text)
    if number < last:
        gap = False
    elif number == last:
        gap = gap_after
    else:
        gap = "SpaceAfter=No" not in cells[9]
    state.rows.append(((start, start + len(cells[1])), cells, first, sentence))
    state.text += cells[1] + (" " if gap else "")


def _tokens(rows: Sequence[tuple[Range, list[str], int, int]]) -> Iterator[Token]:
    for index, (span, cells, first, sentence) in enumerate(rows):
        head = int(cells[6]) - 1 + first if cells[6] not in ("0", "_") else index
        yield Token(span, cells[3], cells[4], cells[2], head, cells[7].split(":")[0], sentence, cells[9])


def script_of(form: str, lemma: str) -> str:
    """How a form becomes its lemma: how much is cut off its end and what is put there.

    >>> script_of("running", "run"), script_of("went", "go"), script_of("Paris", "Paris")
    ('l4:', 'l*:go', 'k0:')
    """
    for case, base in (("l", form.lower()), ("k", form)):
        kept = 0
        while kept < min(len(base), len(lemma)) and base[kept] == lemma[kept]:
            kept += 1
        if kept == len(lemma) == len(base):
            return f"{case}0:"
        if kept and kept >= len(base) - 4 and case == "l":
            return f"{case}{len(base) - kept}:{lemma[kept:]}"
    return f"l*:{lemma}"


def read_phrases(tree: Tree) -> list[NounPhrase]:
    """Every mention that a GUM file marks; those with chain None corefer with nothing."""
    stack: list[tuple[str, str, int]] = []
    found: list[tuple[int, int, str, str]] = []
    for index, token in enumerate(tree.tokens):
        marks = re.search(r"(?:^|\|)Entity=([^|]*)", token.misc)
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", marks.group(1)) if marks else []:
            key = mark.strip("()").split("-")
            if mark.startswith("("):
                stack.append((key[0], key[1] if len(key) > 1 else "", index))
            if mark.endswith(")"):
                place = next((i for i in reversed(range(len(stack))) if stack[i][0] == key[0]), None)
                if place is not None:
                    chain, kind, start = stack.pop(place)
                    found.append((start, index, chain, kind))
    counts: dict[str, int] = {}
    for _, _, chain, _ in found:
        counts[chain] = counts.get(chain, 0) + 1
    return [
        NounPhrase(
            (tree.tokens[start].span[0], tree.tokens[end].span[1]),
            _head(tree.tokens, start, end),
            kind,
            chain if counts[chain] > 1 else None,
        )
        for start, end, chain, kind in sorted(found)
    ]


def _head(tokens: Sequence[Token], start: int, end: int) -> int:
    outside = [i for i in range(start, end + 1) if tokens[i].head == i or not start <= tokens[i].head <= end]
    return outside[0] if outside else start


def onto_phrases(tree: Tree, chained: Tree) -> list[NounPhrase]:
    """GUM's mentions with OntoGUM's chains (Zhu et al. 2021), the same document read from both.

    A mention that OntoGUM does not chain corefers with nothing there.
    """
    chains = {phrase.span: phrase for phrase in read_phrases(chained) if phrase.chain}
    plain = {phrase.span: phrase for phrase in read_phrases(tree)}
    phrases = [replace(phrase, chain=None) for span, phrase in plain.items() if span not in chains]
    phrases += [replace(p, kind=plain[span].kind if span in plain else "") for span, p in chains.items()]
    return sorted(phrases, key=lambda phrase: phrase.span)


def as_tokens(tree: Tree) -> tuple[records.Token, ...]:
    """A treebank's tokens as the program's own records."""
    return tuple(
        records.Token(
            span=records.Span(*t.span),
            upos=t.upos,
            xpos=t.xpos,
            lemma=t.lemma,
            head=-1 if t.head == i else t.head,
            deprel=t.deprel,
            sentence=t.sentence,
        )
        for i, t in enumerate(tree.tokens)
    )

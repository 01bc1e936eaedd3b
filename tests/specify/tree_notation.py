"""Trees written by hand, one line a sentence: ``word:lemma/XPOS/head/relation``.

The lemma is left out where it is the word in lower case; the head is counted from 1 within the sentence, 0
for the root. The universal part of speech follows from the Penn tag and the relation. A mention is put in by
its words (``Torvia: organisation``); a kind may be followed by its form.
"""

from __future__ import annotations

import re
from typing import Any

from rashomon.records import (
    Article,
    Attribution,
    Document,
    Entity,
    Mention,
    Span,
    Spans,
    Token,
)

UPOS = {
    **dict.fromkeys(("PRP", "PRP$", "WP", "WDT", "EX"), "PRON"),
    **dict.fromkeys((".", ",", "HYPH", "``"), "PUNCT"),
    **{"DT": "DET", "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "MD": "AUX", "CC": "CCONJ"},
    **{"CD": "NUM", "WRB": "ADV"},
}


def upos_of(xpos: str, relation: str) -> str:
    if relation in ("aux", "cop"):
        return "AUX"
    if relation == "mark" and xpos == "IN":
        return "SCONJ"
    if xpos in UPOS:
        return UPOS[xpos]
    if xpos.startswith("NNP"):
        return "PROPN"
    return {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV"}[xpos[0]]


def place(text: str, words: str, start: int = 0) -> Span:
    """Where some words stand first, as whole words."""
    found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, start)
    assert found, f"{words!r} is not in {text!r}"
    return Span(*found.span())


def places(text: str, words: str | list[str] | None) -> Spans:
    listed = [words] if isinstance(words, str) else words or []
    return tuple(place(text, one) for one in listed)


def read_tokens(lines: list[str]) -> tuple[str, tuple[Token, ...], Spans]:
    """The text, the tokens and the sentences that the lines write out."""
    text = ""
    tokens: list[Token] = []
    sentences: list[Span] = []
    for number, line in enumerate(lines):
        first = len(tokens)
        start = len(text) + bool(text)
        for cell in line.split():
            word, xpos, head, relation = cell.rsplit("/", 3)
            word, _, lemma = word.partition(":")
            glued = (
                xpos in (".", ",", "POS", "HYPH") or word == "n't" or (tokens and tokens[-1].xpos == "HYPH")
            )
            text += word if not text or glued else f" {word}"
            tokens.append(
                Token(
                    span=Span(len(text) - len(word), len(text)),
                    upos=upos_of(xpos, relation),
                    xpos=xpos,
                    lemma=lemma or (word if xpos.startswith("NNP") else word.lower()),
                    head=int(head) - 1 + first if head != "0" else -1,
                    deprel=relation,
                    sentence=number,
                )
            )
        sentences.append(Span(start, len(text)))
    return text, tuple(tokens), tuple(sentences)


def document_of(case: dict[str, Any]) -> Document:
    """The document that a case describes: its trees, mentions, entities and attributions."""
    trees = case["tree"]
    text, tokens, sentences = read_tokens([trees] if isinstance(trees, str) else trees)
    mentions = []
    for words, said in case.get("mentions", {}).items():
        kind, _, form = said.partition(" ")
        mentions.append(Mention(span=place(text, words), kind=kind, form=form or "name"))
    names = [m.span.of(text) for m in mentions]
    entities = tuple(
        Entity(number=n, name=chain[0], kind="person", mentions=tuple(names.index(word) for word in chain))
        for n, chain in enumerate(case.get("entities", []))
    )
    attributions = tuple(
        Attribution(
            id=number,
            source=places(text, row.get("source")),
            cue=places(text, row.get("cue")),
            content=places(text, row["content"]),
            parent=row.get("parent"),
            route=row.get("route", "net"),
        )
        for number, row in enumerate(case.get("attributions", []))
    )
    return Document(
        article=Article(name="case.txt", text=text),
        sentences=sentences,
        tokens=tokens,
        mentions=tuple(mentions),
        entities=entities,
        attributions=attributions,
    )

"""Texts made from trees written by hand, a token as word/UPOS/XPOS/head/relation/lemma, a line a sentence."""

from __future__ import annotations

from rashomon.records import Span, Token


def read(trees):
    """(text, tokens) of sentences written as chains.toml explains."""
    text, tokens = "", []
    for number, line in enumerate(trees.strip().split("\n")):
        first = len(tokens)
        for part in line.split(" "):
            word, upos, xpos, head, deprel, *lemma = part.split("/")
            start = len(text)
            text += word + " "
            tokens.append(
                Token(
                    span=Span(start, start + len(word)),
                    upos=upos,
                    xpos=xpos,
                    lemma=lemma[0] if lemma else word,
                    head=int(head) - 1 + first if head != "0" else -1,
                    deprel=deprel,
                    sentence=number,
                )
            )
    return text, tokens

"""Documents made from marked-up text: "[Orlan Veytar|person] said [he|pronoun] would go."

A mark is ``[words|kind]`` for a name, ``[words|kind nominal]`` for a description, ``[words|pronoun]``
for a pronoun. Paragraphs are apart by an empty line; sentences end at a full stop before a blank.
"""

from __future__ import annotations

import re

from rashomon.records import Article, Attribution, Document, Entity, Mention, Quote, Span
from rashomon.text import split_words

_MARK = re.compile(r"\[([^|\]]+)\|([a-z ]+)\]")
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"”’]*(?=\s|$)|(?=\n|$))")
_QUOTE = re.compile(r"[“\"]([^”\"]+)[”\"]")


def read_marked(marked: str, *, outlet: str | None = None) -> Document:
    text, mentions = "", []
    place = 0
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        words, sort = mark.groups()
        span = Span(len(text), len(text) + len(words))
        text += words
        place = mark.end()
        if sort == "pronoun":
            mentions.append(Mention(span=span, kind="person", form="pronoun"))
        else:
            kind, _, form = sort.partition(" ")
            mentions.append(Mention(span=span, kind=kind, form=form or "name"))
    text += marked[place:]
    return document_of(text, tuple(mentions), outlet=outlet)


def document_of(
    text: str,
    mentions: tuple[Mention, ...],
    *,
    outlet: str | None = None,
    name: str = "test.txt",
    entities: tuple[Entity, ...] = (),
) -> Document:
    return Document(
        article=Article(name=name, text=text, outlet=outlet, sha256="0" * 64),
        entities=entities,
        sentences=tuple(Span(*m.span()) for m in _SENTENCE.finditer(text)),
        words=split_words(text),
        paragraphs=tuple(Span(*m.span()) for m in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text)),
        quotes=tuple(Quote(span=Span(*m.span(1)), outer=Span(*m.span())) for m in _QUOTE.finditer(text)),
        mentions=mentions,
    )


def attribute(document: Document, source: str, cue: str, content: str, **more) -> Attribution:
    def find(words: str) -> tuple[Span, ...]:
        start = document.text.index(words) if words else 0
        return (Span(start, start + len(words)),) if words else ()

    number = more.pop("id", 0)
    return Attribution(id=number, source=find(source), cue=find(cue), content=find(content), **more)


def spelled(document: Document, entities: tuple[Entity, ...]) -> dict[str, list[str]]:
    """Each entity's best name with the words of its mentions, in order."""
    words = [mention.span.of(document.text) for mention in document.mentions]
    return {entity.name: [words[index] for index in entity.mentions] for entity in entities}

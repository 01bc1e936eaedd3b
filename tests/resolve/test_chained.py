"""What chains of phrases add to the entities of an article; cases in chained.toml, trees written by hand."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_trees import read

from rashomon.records import Article, Document, Entity, Mention, Span
from rashomon.resolve.chained import chain_phrases
from rashomon.tell.annotation import Annotation

CASES = tomllib.loads(Path(__file__).with_name("chained.toml").read_text(encoding="utf-8"))["case"]


def document_of(trees, known, last=()):
    """A document with those trees, mentions and entities."""
    text, tokens = read(trees)
    mentions, members, at = [], defaultdict(list), 0
    for words, form, entity in known:
        at = text.rindex(words) if words in last else text.index(words, at)
        if entity >= 0:
            members[entity].append(len(mentions))
        mentions.append(Mention(span=Span(at, at + len(words)), kind="person", form=form))
        at += len(words)
    entities = tuple(Entity(number=n, name="?", kind="person", mentions=tuple(i)) for n, i in members.items())
    article = Article(name="a", text=text)
    return Document(article=article, tokens=tuple(tokens), mentions=tuple(mentions), entities=entities)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_chained(case):
    document = document_of(case["trees"], case["known"], case.get("last", ()))
    found = [[m.span.of(document.text), m.form, number] for m, number in chain_phrases(document)]
    assert found == case["added"]


def test_printed():
    """What is known stays first and as it is; each number has its entity, named by its best words."""
    case = next(case for case in CASES if case["why"].startswith("a known mention in no entity"))
    document = document_of(case["trees"], case["known"])
    bare = Annotation(document).to_dict()
    found = Annotation(replace(document, chained=chain_phrases(document))).to_dict()
    assert [m["span"] for m in found["mentions"][:4]] == [m["span"] for m in bare["mentions"]]
    assert [m["entity"] for m in found["mentions"]] == [4, 5, 4, 4, 5]
    assert found["entities"][0] == bare["entities"][0]
    assert [(e["entity"], e["name"]) for e in found["entities"][1:]] == [(5, "port")]


@given(
    st.lists(st.sampled_from([case["trees"].strip() for case in CASES]), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3), st.integers(-1, 3)), max_size=8),
)
def test_nothing_known_changes(parts, known):
    """No span twice; nothing that is in an entity is added; new numbers follow the entities' and have two."""
    text, tokens = read("\n".join(parts))
    spans = {(i, min(i + n, len(tokens)) - 1): entity for i, n, entity in known if i < len(tokens)}
    mentions, members = [], defaultdict(list)
    for (first, last), entity in sorted(spans.items()):
        if entity >= 0:
            members[entity].append(len(mentions))
        span = Span(tokens[first].span.start, tokens[last].span.end)
        mentions.append(Mention(span=span, kind="person", form="name"))
    entities = tuple(
        Entity(number=n, name="?", kind="person", mentions=tuple(i)) for n, i in sorted(members.items())
    )
    document = Document(
        article=Article(name="a", text=text),
        tokens=tuple(tokens),
        mentions=tuple(mentions),
        entities=entities,
    )
    found = chain_phrases(document)
    inside = {mentions[i] for indexes in members.values() for i in indexes}
    assert not inside & {mention for mention, _ in found}
    printed = [mention.span for mention in {*mentions, *(mention for mention, _ in found)}]
    assert len(printed) == len(set(printed))
    new = [number for _, number in found if number not in members]
    assert sorted(set(new)) == list(range(1 + max(members, default=-1), 1 + max([-1, *members, *new])))
    assert all(new.count(number) > 1 for number in new)

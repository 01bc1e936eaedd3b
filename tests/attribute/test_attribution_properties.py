"""What holds of joining whatever the text and whatever the net claims to have found in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.attribute.attributions import find_attributions
from rashomon.attribute.settling import DEEPEST
from rashomon.attribute.stretches import inside, parts
from rashomon.records import (
    Article,
    Attribution,
    Document,
    Mention,
    Passage,
    Quote,
    Reason,
    Span,
    Spans,
    Turn,
)

PIECES = [
    "“",
    "”",
    '"',
    "'",
    "’",
    "\n",
    "\n\n",
    ". ",
    ", ",
    ": ",
    " – ",
    "(",
    ")",
    "? ",
    "…",
    "•",
    "İ",
    "e\u0301",
    "said",
    "told",
    "AFP",
    "Vey",
    "the army",
    "allegedly",
    "it is reported",
    "that",
    "rumours",
    "spread",
    "citing",
    "according to",
    "sources",
    "he",
    "denied",
    "and",
    "in an interview with",
    "Reuters",
    "was",
    "believed",
    "to",
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, tuple[Attribution, ...], tuple[Attribution, ...]]:
    text = draw(texts)
    size = len(text)

    def span() -> Span:
        start, end = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
        return Span(start, end)

    def spans(least: int) -> Spans:
        return tuple(span() for _ in range(draw(st.integers(least, 2))))

    def attributions() -> tuple[Attribution, ...]:
        return tuple(
            Attribution(
                id=n,
                source=spans(0),
                cue=spans(0),
                content=spans(1),
                reason=Reason(maker="net", score=draw(st.floats(0, 1))),
            )
            for n in range(draw(st.integers(0, 6)))
        )

    paragraphs = split_paragraphs(text)
    passages = tuple(
        Passage(span=span(), kind="furniture", why="drawn") for _ in range(draw(st.integers(0, 1)))
    )
    turns = tuple(
        Turn(span=span(), role=draw(st.sampled_from(["question", "answer"])))
        for _ in range(draw(st.integers(0, 2)))
    )
    drawn_quotes = tuple(Quote(span=s, outer=s, closed=draw(st.booleans())) for s in spans(0))
    quotes = find_quotes(text, paragraphs) if paragraphs and draw(st.booleans()) else drawn_quotes
    document = Document(
        article=Article(name="drawn.txt", text=text, passages=passages),
        sentences=split_sentences(text),
        paragraphs=paragraphs,
        quotes=quotes,
        turns=turns,
        mentions=tuple(Mention(span=s, kind="person", form="name") for s in spans(0)),
    )
    return document, attributions(), attributions()


@settings(max_examples=200, deadline=None)
@given(documents())
def test_result_is_well_formed(
    drawn: tuple[Document, tuple[Attribution, ...], tuple[Attribution, ...]],
) -> None:
    document, candidates, inner = drawn

    found = find_attributions(document, candidates=candidates, reread=lambda _: inner)
    again = find_attributions(document, candidates=candidates[::-1], reread=lambda _: inner)

    assert found == again
    assert [a.id for a in found] == list(range(len(found)))
    assert [a.span for a in found] == sorted(a.span for a in found)
    for a in found:
        assert a.content
        assert all(0 <= s.start < s.end <= len(document.text) for s in parts(a))
        depth, child = 1, a
        while child.parent is not None:
            parent = found[child.parent]
            cited = child.reason.maker == "citing" and inside(child.content, parent.content)
            assert cited or inside(parts(child), parent.content)
            depth, child = depth + 1, parent
        assert depth <= DEEPEST


def test_empty_article() -> None:
    document = Document(article=Article(name="empty.txt", text=""))

    assert find_attributions(document, candidates=(), reread=lambda _: ()) == ()

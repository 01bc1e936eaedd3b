"""Planted copies found again: recall of each kind, precision, and the time that finding them takes.

usage: python benchmarks/copies.py ARTICLES.csv [--show]

500 copies are made from the articles with fixed seeds, a hundred of each kind. A reported pair is right where
both texts go back to one article, or where a plain comparison, independent of the method, finds most of the
words of the shorter in runs of eight that the longer has too (articles that the set itself prints twice).
Other pairs are counted apart, those with 25 words in a row in common too; --show lists them, to be looked at.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from rashomon.findings import Copy
from rashomon.ledger import LedgerArticle
from rashomon.survey.copies import find_copies

PER_KIND = 100
FEWEST_WORDS = 60
"""Of articles that copies are made from: a third of less is a line."""
SURE = 0.6
"""Share of the shorter one's words in common runs that makes two of the set's own articles one text."""

Maker = Callable[[str, list[str], random.Random], str]


def main() -> None:
    """Prints recall of each kind and precision, then the times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, help="a CSV with one article a row")
    parser.add_argument("--show", action="store_true", help="print the pairs that were not planted")
    parser.add_argument("--large", action="store_true", help="measure the time of 4,000 articles too")
    options = parser.parse_args()
    originals = _originals(options.articles)
    planted = list(plant(originals))
    roots = {article.name: frozenset(sources) for article, sources in planted}
    roots |= {article.name: frozenset((article.name,)) for article in originals}
    every = [*originals, *(article for article, _ in planted)]
    start = time.perf_counter()
    found = find_copies(every)
    seconds = time.perf_counter() - start
    _tell_recall(planted, found)
    _tell_precision(found, roots, {article.name: article for article in every}, show=options.show)
    print(f"time, {len(every)} articles of which {len(planted)} are copies: {seconds:.2f} s")
    _tell_retold(originals)
    _tell_times(originals, large=options.large)


def _originals(path: Path) -> list[LedgerArticle]:
    from rashomon.acquire.articles import read_articles
    from rashomon.records import Article

    return [
        LedgerArticle(name=Path(item.name).name, text=item.text, outlet=item.outlet, published=item.published)
        for item in read_articles([str(path)])
        if isinstance(item, Article)
    ]


def plant(originals: list[LedgerArticle]) -> Iterable[tuple[LedgerArticle, list[str]]]:
    """Each copy with the names of the articles that its text is from, the copied one first."""
    makers: dict[str, Maker] = {
        "truncated": _truncated,
        "noise": _noisy,
        "embedded": _embedded,
        "reordered": _reordered,
        "boilerplate": _with_boilerplate,
    }
    pool = [article for article in originals if len(article.text.split()) >= FEWEST_WORDS]
    vocabulary = sorted({word for article in originals for word in article.text.split()})
    for kind, make in makers.items():
        chance = random.Random(f"copies {kind}")
        for number in range(PER_KIND):
            source, before, after = chance.sample(pool, 3)
            beside = [before.text, after.text] if kind == "embedded" else vocabulary
            text = make(source.text, beside, chance)
            sources = [source.name, *([before.name, after.name] if kind == "embedded" else [])]
            yield LedgerArticle(name=f"{kind}-{number}", text=text), sources


def _truncated(text: str, _: list[str], __: random.Random) -> str:
    words = text.split()
    return " ".join(words[: round(0.35 * len(words))])


def _noisy(text: str, vocabulary: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(vocabulary) if chance.random() < 0.1 else word for word in text.split())


def _embedded(text: str, beside: list[str], _: random.Random) -> str:
    return f"{beside[0]}\n\n{text}\n\n{beside[1]}"


def _reordered(text: str, _: list[str], chance: random.Random) -> str:
    """By paragraphs; where there are fewer than four, by sentences."""
    parts = [part for part in text.split("\n") if part.strip()]
    if len(parts) < 4:
        parts = re.split(r"(?<=[.!?])\s+", text)
    chance.shuffle(parts)
    return "\n\n".join(parts)


def _with_boilerplate(text: str, _: list[str], chance: random.Random) -> str:
    """Lines that no list of furniture knows, before and after."""
    lines = [
        "Our readers keep this page alive: give what a loaf costs and we will print another week.",
        "The views told here bind nobody in the house, least of all those who set the type.",
        "More from the same desk: weather for sailors, letters to the editor, the price of bread.",
        "You read the morning letter of our paper, which four people fold by hand before dawn.",
        "Write to us if a name is misspelled; we correct in the evening edition.",
        "Photographs may be ordered from the archive for a fee that covers paper and stamps.",
    ]
    picked = chance.sample(lines, 4)
    return "\n\n".join([*picked[:2], text, *picked[2:]])


def _tell_recall(planted: list[tuple[LedgerArticle, list[str]]], found: tuple[Copy, ...]) -> None:
    pairs = {frozenset((copy.child, copy.parent)) for copy in found}
    hits = Counter(
        article.name.split("-")[0]
        for article, sources in planted
        if frozenset((article.name, sources[0])) in pairs
    )
    for kind in dict.fromkeys(article.name.split("-")[0] for article, _ in planted):
        print(f"recall, {kind}: {hits[kind] / PER_KIND:.3f}")
    print(f"recall, all {len(planted)}: {sum(hits.values()) / len(planted):.4f}")


def _tell_precision(
    found: tuple[Copy, ...],
    roots: dict[str, frozenset[str]],
    articles: dict[str, LedgerArticle],
    *,
    show: bool,
) -> None:
    counts: Counter[str] = Counter()
    for copy in found:
        if roots[copy.child] & roots[copy.parent]:
            counts["planted"] += 1
            continue
        kind = _judge(copy, roots, articles)
        counts[kind] += 1
        if show and kind != "twins":
            print(f"-- {kind} {copy.score:.2f} {copy.child} <- {copy.parent}: {copy.reason}")
            for mine, _ in copy.passages:
                print("     ", mine.of(articles[copy.child].text)[:160].replace("\n", " "))
    print(f"pairs of one source: {counts['planted']}")
    print(f"pairs of the set's own twins: {counts['twins']}")
    print(f"other pairs that share long passages: {counts['passages']}")
    print(f"other pairs: {counts['wrong']}")
    right = counts["planted"] + counts["twins"]
    print(f"precision, where only planted and twins are right: {right / len(found):.4f}")
    print(f"precision, where shared long passages are right too: {1 - counts['wrong'] / len(found):.4f}")


def _judge(copy: Copy, roots: dict[str, frozenset[str]], articles: dict[str, LedgerArticle]) -> str:
    """A pair that was not planted: ``"twins"``, ``"passages"`` of 25 words in common, or ``"wrong"``."""
    pairs = [(one, other) for one in roots[copy.child] for other in roots[copy.parent]]
    texts = [(articles[one].text, articles[other].text) for one, other in pairs]
    if any(_common(one, other, 8) >= SURE for one, other in texts):
        return "twins"
    return "passages" if any(_common(one, other, 25) > 0 for one, other in texts) else "wrong"


def _common(one: str, other: str, length: int) -> float:
    """Share of the shorter one's words that lie in runs of ``length`` words which the other has too."""
    short, long = sorted((re.findall(r"\w+", text.lower()) for text in (one, other)), key=len)
    runs = {tuple(long[place : place + length]) for place in range(len(long) - length + 1)}
    inside = {
        place + step
        for place in range(len(short) - length + 1)
        if tuple(short[place : place + length]) in runs
        for step in range(length)
    }
    return len(inside) / max(1, len(short))


def _tell_retold(originals: list[LedgerArticle]) -> None:
    """Of texts told anew: sentences and words dropped, moved, a quarter of the others replaced."""
    chance = random.Random("told anew")
    pool = [article for article in originals if len(article.text.split()) >= 2 * FEWEST_WORDS]
    vocabulary = sorted({word for article in originals for word in article.text.split() if word.islower()})
    planted = [
        (LedgerArticle(name=f"anew-{source.name}", text=_retold(source.text, vocabulary, chance)), source)
        for source in chance.sample(pool, PER_KIND)
    ]
    found = find_copies([*originals, *(article for article, _ in planted)])
    kinds = {frozenset((copy.child, copy.parent)): copy.kind for copy in found}
    hits = Counter(kinds.get(frozenset((article.name, source.name))) for article, source in planted)
    print(f"recall, told anew: {1 - hits[None] / PER_KIND:.2f}")
    print(f"of these called rewritten: {hits['rewritten'] / PER_KIND:.2f}")


def _retold(text: str, vocabulary: list[str], chance: random.Random) -> str:
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", text) if chance.random() > 0.15]
    return " ".join(_reworded(sentence.split(), vocabulary, chance) for sentence in sentences)


def _reworded(words: list[str], vocabulary: list[str], chance: random.Random) -> str:
    """Names and numbers stay; a fifth of the other words goes, a quarter is another, some change places."""
    new = [
        word if not word.islower() or chance.random() > 0.25 else chance.choice(vocabulary)
        for word in words
        if not word.islower() or chance.random() > 0.2
    ]
    for place in range(len(new) - 1):
        if chance.random() < 0.2:
            new[place : place + 2] = reversed(new[place : place + 2])
    return " ".join(new)


def _tell_times(originals: list[LedgerArticle], *, large: bool) -> None:
    """Of the set itself, and of as many more with a third of the words changed."""
    chance = random.Random("times")
    vocabulary = sorted({word for article in originals for word in article.text.split()})
    for times in (1, 10) if large else (1,):
        articles = [
            article
            if number == 0
            else LedgerArticle(
                name=f"{article.name}/{number}", text=_varied(article.text, vocabulary, chance)
            )
            for article in originals
            for number in range(times)
        ]
        start = time.perf_counter()
        find_copies(articles)
        print(f"time, {len(articles)} articles: {time.perf_counter() - start:.2f} s")


def _varied(text: str, vocabulary: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(vocabulary) if chance.random() < 0.35 else word for word in text.split())


if __name__ == "__main__":
    main()

"""How well chains of mentions are found: MUC, B-cubed, CEAF-e and their mean, on OntoGUM's dev documents.

    PYTHONPATH=. python benchmarks/coreference.py GUM_FOLDER [--genres] [--net] [--annotate]

Mentions are our own; phrases that corefer with nothing count on neither side (OntoGUM does not mark them).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from chain_metrics import METRICS, Counts, conll
from training.corpora import NON_COMMERCIAL_GUM
from training.layers import gum_dev_names
from training.samples import Tree
from training.treebanks import as_tokens, read_phrases, read_trees

from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.nets.reader import Reader, open_reader
from rashomon.pipeline import read_document
from rashomon.records import Article, Token
from rashomon.resolve.coreference import Scorer, find_chains
from rashomon.resolve.noun_phrases import NounPhrase, find_phrases
from rashomon.tell.annotation import Annotation


def key_clusters(chained: Tree) -> list[frozenset[Hashable]]:
    """The chains of an OntoGUM document, of character ranges."""
    chains: dict[str, set[Hashable]] = defaultdict(set)
    for phrase in read_phrases(chained):
        if phrase.chain is not None:
            chains[phrase.chain].add(phrase.span)
    return [frozenset(cluster) for cluster in chains.values() if len(cluster) > 1]


def spans_of(tokens: Sequence[Token], phrase: NounPhrase) -> Hashable:
    """A phrase's character range."""
    return tokens[phrase.first].span.start, tokens[phrase.last].span.end


def our_clusters(
    tokens: Sequence[Token], text: str, scorer: Scorer | None = None
) -> list[frozenset[Hashable]]:
    """The chains that the program finds in a document, of character ranges."""
    phrases = find_phrases(tokens)
    chains = find_chains(text, tokens, phrases, scorer)
    return [frozenset(spans_of(tokens, phrases[i]) for i in chain) for chain in chains]


def names(folder: Path, *, dev: bool) -> list[str]:
    """The documents that both the trees and the chains have: dev's, or those to learn from."""
    chained = {path.stem for path in (folder / "coref" / "ontogum" / "conllu").glob("*.conllu")}
    held_out = gum_dev_names(folder.parent)
    return sorted(
        name
        for name in chained
        if (name in held_out) is dev and (dev or name.split("_")[1] not in NON_COMMERCIAL_GUM)
    )


def printed_clusters(text: str, reader: Reader, *, entities_only: bool) -> list[frozenset[Hashable]]:
    """The mentions of one number in what `rashomon annotate` prints, of character ranges."""
    document = read_document(Article(name="text", text=text), reader)
    if entities_only:
        document = replace(document, chained=())
    clusters: dict[int, set[Hashable]] = defaultdict(set)
    for mention in Annotation(document).to_dict()["mentions"]:
        if mention["entity"] is not None:
            clusters[mention["entity"]].add(tuple(mention["span"]))
    return [frozenset(cluster) for cluster in clusters.values() if len(cluster) > 1]


Finds = Callable[[Tree], list[frozenset[Hashable]]]
Reads = Callable[[Tree], tuple[tuple[Token, ...], Scorer | None]]


def by_chains(reads: Reads) -> Finds:
    """The chains alone, in the tokens that ``reads`` gives."""

    def finds(tree: Tree) -> list[frozenset[Hashable]]:
        tokens, scorer = reads(tree)
        return our_clusters(tokens, tree.text, scorer)

    return finds


def gold_reads(tree: Tree) -> tuple[tuple[Token, ...], Scorer | None]:
    """The tokens as annotators marked them, and nobody's opinion of pairs."""
    return as_tokens(tree), None


def net_reads(reader: Reader, *, trees_only: bool) -> Reads:
    """The tokens, and if wanted the pairs, as the net reads them in the bare text."""

    def reads(tree: Tree) -> tuple[tuple[Token, ...], Scorer | None]:
        text = tree.text
        reading = reader.read(text, split_sentences(text, split_paragraphs(text)))
        return reading.tokens, None if trees_only else reading.pairs.corefer

    return reads


def score(folder: Path, documents: Iterable[str], finds: Finds) -> dict[str, dict[str, Counts]]:
    """The counts of every document, by metric."""
    scored = {}
    for name in documents:
        (chained,) = read_trees(folder / "coref" / "ontogum" / "conllu" / f"{name}.conllu")
        key, found = key_clusters(chained), finds(chained)
        scored[name] = {metric: count(key, found) for metric, count in METRICS.items()}
    return scored


def add_up(scored: Iterable[dict[str, Counts]]) -> dict[str, Counts]:
    """The counts of several documents together."""
    rows = list(scored)
    return {metric: sum((row[metric] for row in rows), Counts()) for metric in METRICS}


def show(title: str, scores: dict[str, Counts]) -> None:
    """Prints precision, recall and F1 of each metric, and the mean."""
    for metric, counts in scores.items():
        print(
            f"{title}: {metric} P {{:.1f}} R {{:.1f}} F1 {{:.1f}}".format(*(100 * x for x in counts.scores))
        )
    print(f"{title}: CoNLL F1 {100 * conll(scores):.1f}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gum", type=Path, help="the folder of GUM, with dep/ and coref/ontogum/")
    parser.add_argument("--net", action="store_true", help="the program's own trees too")
    parser.add_argument("--annotate", action="store_true", help="what `rashomon annotate` prints too")
    parser.add_argument("--genres", action="store_true", help="each genre by itself")
    options = parser.parse_args()
    ways: dict[str, Finds] = {"gold trees": by_chains(gold_reads)}
    if options.net or options.annotate:
        reader = open_reader()
    if options.net:
        ways["the net's trees"] = by_chains(net_reads(reader, trees_only=True))
        ways["the net's trees and pairs"] = by_chains(net_reads(reader, trees_only=False))
    if options.annotate:
        ways["entities alone"] = lambda tree: printed_clusters(tree.text, reader, entities_only=True)
        ways["as printed"] = lambda tree: printed_clusters(tree.text, reader, entities_only=False)
    for way, finds in ways.items():
        scored = score(options.gum, names(options.gum, dev=True), finds)
        genres = {name: name.split("_")[1] for name in scored}
        for genre in sorted(set(genres.values())) if options.genres else ():
            part = add_up(row for name, row in scored.items() if genres[name] == genre)
            print(f"{way}, {genre}: CoNLL F1 {100 * conll(part):.1f}")
        show(f"OntoGUM dev, {way}, all genres", add_up(scored.values()))
        kept = [row for name, row in scored.items() if genres[name] not in NON_COMMERCIAL_GUM]
        show(f"OntoGUM dev, {way}, without non-commercial genres", add_up(kept))


if __name__ == "__main__":
    main()

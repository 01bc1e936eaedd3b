"""The key of the sample case points at words that stand in its articles, and at nothing else."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
import yaml

SAMPLE = Path(__file__).parents[2] / "src" / "rashomon" / "sample"
ARTICLES = SAMPLE / "articles"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
KINDS = {"direct", "indirect", "mixed", "rumour", "interview", "nested"}
STANDING = {
    "polarity": {"positive", "negative"},
    "certainty": {"certain", "probable", "possible", "unspecified"},
    "mode": {"actual", "predicted", "conditional", "wished", "demanded", "asked"},
    "quotation": {"direct", "indirect", "mixed"},
    "speaker_kind": {"named", "unnamed", "rumour", "outlet"},
    "kind": KINDS,
}


@cache
def key() -> dict[str, Any]:
    loaded = yaml.load((SAMPLE / "key.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


def collapse(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def strip_tags(page: str) -> str:
    page = re.sub(r"(?s)<(style|head)\b.*?</\1>", " ", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


@cache
def text_of(name: str) -> str:
    """The words of an article as a plain reading of its file gives them, white space collapsed."""
    path, _, part = name.partition("#")
    file = ARTICLES / path
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as document:
            return collapse(" ".join(page.get_textpage().get_text_range() for page in document))
    raw = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonl":
        return collapse(json.loads(raw.splitlines()[int(part) - 1])["text"])
    if file.suffix == ".xml":
        items = ElementTree.fromstring(raw).iter("item")
        return collapse(
            strip_tags(next(i for i in items if i.findtext("guid") == part).findtext(CONTENT) or "")
        )
    return collapse(strip_tags(raw) if file.suffix == ".html" else raw)


def count(string: str, text: str) -> int:
    """How often ``string`` stands in ``text`` without beginning or ending inside a word."""
    left, right = (r"(?<!\w)" if string[0].isalnum() else ""), (r"(?!\w)" if string[-1].isalnum() else "")
    return len(re.findall(left + re.escape(collapse(string)) + right, text))


def assert_stands(reference: str | dict[str, Any], name: str) -> None:
    string, nth = (reference, 1) if isinstance(reference, str) else (reference["text"], reference["nth"])
    found = count(string, text_of(name))
    assert found >= nth, f"{name}: {string!r} occurs {found} times, the key means number {nth}"
    if isinstance(reference, str):
        assert found == 1, f"{name}: {string!r} occurs {found} times, the key does not say which it means"


def articles() -> list[Any]:
    return [pytest.param(a, id=a["article"]) for a in key()["articles"]]


def attribution(name: str, number: str) -> dict[str, Any]:
    (article,) = (a for a in key()["articles"] if a["article"] == name)
    (found,) = (a for a in article["attributions"] if a["id"] == number)
    return found


def plain(reference: str | dict[str, Any]) -> str:
    return reference if isinstance(reference, str) else reference["text"]


@pytest.mark.parametrize("article", articles())
def test_every_part_stands_in_its_article(article: dict[str, Any]) -> None:
    for one in article["attributions"]:
        assert one["content"], one["id"]
        for reference in [*one["source"], *one["cue"], *one["content"]]:
            assert_stands(reference, article["article"])


@pytest.mark.parametrize("article", articles())
def test_furniture_stands_in_its_article(article: dict[str, Any]) -> None:
    for string in article["furniture"]:
        assert count(string, text_of(article["article"])) == 1, string


@pytest.mark.parametrize("article", articles())
def test_ids_are_unique_and_parents_hold_their_children(article: dict[str, Any]) -> None:
    by_id = {one["id"]: one for one in article["attributions"]}
    assert len(by_id) == len(article["attributions"])
    for one in article["attributions"]:
        if one["parent"] is not None:
            held = [collapse(plain(part)) for part in by_id[one["parent"]]["content"]]
            for part in one["content"]:
                assert any(collapse(plain(part)) in whole for whole in held), (one["id"], part)


@pytest.mark.parametrize("article", articles())
def test_no_chain_runs_in_a_circle(article: dict[str, Any]) -> None:
    parents = {one["id"]: one["parent"] for one in article["attributions"]}
    for start in parents:
        seen, at = set(), start
        while at is not None:
            assert at not in seen, f"{start} is its own ancestor"
            seen.add(at)
            at = parents[at]


@pytest.mark.parametrize("article", articles())
def test_values_are_those_of_the_records(article: dict[str, Any]) -> None:
    for one in article["attributions"]:
        for field, allowed in STANDING.items():
            assert one[field] in allowed, (one["id"], field)
        assert (one["speaker"] is None) <= (one["kind"] in {"rumour", "nested"}), one["id"]


@pytest.mark.parametrize("article", articles())
def test_articles_are_of_newspaper_length(article: dict[str, Any]) -> None:
    assert 200 <= len(text_of(article["article"]).split()) <= 900


def test_the_case_is_wide_enough() -> None:
    read = key()["articles"]
    assert len(read) >= 14
    assert len({a["outlet"] for a in read if a["outlet"]}) >= 8
    assert sum(len(text_of(a["article"]).split()) for a in read) >= 6000
    kinds = Counter(one["kind"] for a in read for one in a["attributions"])
    assert sum(kinds.values()) >= 180
    assert set(kinds) == KINDS


def test_every_file_is_in_the_key() -> None:
    keyed = {a["article"].partition("#")[0] for a in key()["articles"]}
    assert keyed == {file.name for file in ARTICLES.iterdir()}


def test_every_spelling_stands_where_the_key_says() -> None:
    for actor in key()["actors"]:
        assert actor["spelled"], actor["name"]
        for name, strings in actor["spelled"].items():
            for reference in strings:
                string, nth = (
                    (reference, 1) if isinstance(reference, str) else (reference["text"], reference["nth"])
                )
                assert count(string, text_of(name)) >= nth, (actor["name"], name, string)


def test_no_spelling_is_given_to_two_actors_in_one_article() -> None:
    given = Counter(
        (name, json.dumps(reference))
        for actor in key()["actors"]
        for name, strings in actor["spelled"].items()
        for reference in strings
    )
    assert not [pair for pair, times in given.items() if times > 1]


def test_actors_apart_are_actors() -> None:
    names = [actor["name"] for actor in key()["actors"]]
    assert len(names) == len(set(names))
    for actor in key()["actors"]:
        assert set(actor.get("apart", [])) <= set(names) - {actor["name"]}


def happenings() -> list[Any]:
    return [pytest.param(one, id=one["article"]) for one in key()["happenings"]]


@pytest.mark.parametrize("one", happenings())
def test_what_happens_when_and_where_stands_in_its_article(one: dict[str, Any]) -> None:
    listed = [item for part in ("times", "places", "metonyms", "events") for item in one.get(part, [])]
    for item in listed:
        assert_stands(
            {"text": item["text"], "nth": item["nth"]} if "nth" in item else item["text"], one["article"]
        )
    for side in one.get("sides", []):
        assert side["sign"] in (-1, 1)
        assert_stands(side["holder"], one["article"])
        assert_stands(side["target"], one["article"])
    for event in one.get("events", []):
        assert event["polarity"] in STANDING["polarity"]
        assert event["mode"] in STANDING["mode"]


def test_there_is_enough_of_it() -> None:
    counts = Counter(
        part for one in key()["happenings"] for part in one for _ in (one[part] if part != "article" else ())
    )
    assert counts["times"] >= 100
    assert counts["places"] >= 40
    assert counts["events"] >= 100
    assert counts["sides"] >= 25


def references(found: object) -> list[Any]:
    """Everything in a part of the key that points into an article: [article, id] or {article, id or text}."""
    if isinstance(found, dict):
        here = [found] if "article" in found and ("id" in found or "text" in found) else []
        return here + [one for value in found.values() for one in references(value)]
    if isinstance(found, list):
        if len(found) == 2 and all(isinstance(item, str) for item in found):
            return [{"article": found[0], "id": found[1]}]
        return [one for item in found for one in references(item)]
    return []


@pytest.mark.parametrize("part", ["propositions", "contradictions", "drift", "predictions", "stances"])
def test_what_is_said_across_articles_points_into_them(part: str) -> None:
    pointing = references(key()[part])
    assert pointing
    for one in pointing:
        if "id" in one:
            assert attribution(one["article"], one["id"])
        else:
            assert count(one["text"], text_of(one["article"])) == 1, one["text"]


def test_propositions_hold_a_claim_once() -> None:
    for one in key()["propositions"]:
        claims = [json.dumps(claim) for side in ("for", "against", "hedged") for claim in one[side]]
        assert len(claims) == len(set(claims)), one["name"]


def test_versions_speak_of_known_propositions() -> None:
    known = {one["name"] for one in key()["propositions"]}
    for version in key()["versions"]:
        assert set(version["holds"]) | set(version["falls"]) <= known


def test_conditions_of_predictions_stand_in_them() -> None:
    for one in key()["predictions"]:
        if one["condition"]:
            assert count(one["condition"], text_of(one["article"])) >= 1, one["condition"]


def test_copies_share_their_words() -> None:
    def runs(name: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text_of(name))
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    for copy in key()["copies"]:
        shared = runs(copy["of"]) & runs(copy["in"])
        assert len(shared) / min(len(runs(copy["of"])), len(runs(copy["in"]))) > 0.7

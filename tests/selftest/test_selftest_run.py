"""The packaged sample and its key fit together, and names are brought to the key's."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import RashomonError
from rashomon.records import Actor, Article, Document
from rashomon.selftest.key import KINDS, load_key, parse_key, place_article
from rashomon.selftest.run import find_homes, sample_folder, take_in
from rashomon.store.keys import article_key


def _folder(at: Path) -> Path:
    folder = at / "articles"
    folder.mkdir()
    (folder / "dam.txt").write_text("The dam fell, Orm said.", encoding="utf-8")
    (folder / "rows.csv").write_text("title,text\nOne,The dam fell.\nTwo,The dam stands.\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


def test_articles_are_called_as_the_key_calls_them_and_the_unreadable_are_told(tmp_path: Path) -> None:
    names = ["dam.txt", "rows.csv#1", "rows.csv#2", "broken.pdf"]
    key = parse_key({"articles": [{"article": name} for name in names]})
    articles, skipped = take_in(key, _folder(tmp_path))
    assert sorted(article.name for article in articles) == ["dam.txt", "rows.csv#1", "rows.csv#2"]
    assert len(skipped) == 1
    assert "broken.pdf" in skipped[0]


def test_an_article_that_the_key_does_not_have_is_refused(tmp_path: Path) -> None:
    key = parse_key({"articles": [{"article": "dam.txt"}]})
    with pytest.raises(RashomonError, match=r"rows\.csv#1, rows\.csv#2"):
        take_in(key, _folder(tmp_path))


def test_an_actors_members_are_found_by_the_articles_name_or_key() -> None:
    document = Document(article=Article(name="dam.txt", text="The dam fell."))
    key = article_key("dam.txt", "The dam fell.")
    actor = Actor(
        id="x",
        name="Orm",
        kind="person",
        names=(),
        articles=1,
        members=(("dam.txt", 0), (key, 1), ("another.txt", 0)),
    )
    assert find_homes([document], [actor]) == {("dam.txt", 0): "x", ("dam.txt", 1): "x"}


def test_the_packaged_key_quotes_what_the_packaged_articles_say() -> None:
    folder = sample_folder()
    key = load_key(folder / "key.yaml")
    articles, skipped = take_in(key, folder / "articles")
    assert skipped == []
    texts = {article.name: article.text for article in articles}
    for article in key.articles:
        placed = place_article(key, article, texts[article.name], extracted=not article.name.endswith(".txt"))
        assert len(placed.attributions) == len(article.attributions)
        assert {attribution.kind for attribution in article.attributions} <= set(KINDS)


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.yaml"
    path.write_text("articles: [", encoding="utf-8")
    with pytest.raises(RashomonError, match="cannot be read"):
        load_key(path)

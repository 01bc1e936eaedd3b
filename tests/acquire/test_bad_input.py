"""What cannot be read is named, with the cause and what to do; the rest goes on."""

# ruff: noqa: E501  (the lines of texts are data)
from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from files_of_each_format import PAGE, make_pdf, make_word, make_zip_bomb
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.acquire import articles, rows
from rashomon.acquire.articles import read_articles
from rashomon.errors import ArticleError
from rashomon.records import Article

# name, bytes, words of the message
BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\xc2\xa0\n", "only white space"),
    ("empty.csv", b"", "is empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG picture"),
    ("noise.txt", bytes(range(256)) * 20, "binary"),
    ("nul.txt", b"The dam broke.\x00 The mayor fled.", "binary"),
    ("rtf.txt", b"{\\rtf1\\ansi The dam broke.}", "an RTF document"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "an old Office document"),
    ("broken.pdf", b"%PDF-1.4\n1 0 obj\n<<", "broken PDF"),
    ("notreally.pdf", b"The dam broke.", "no .pdf in spite of its name"),
    ("locked.pdf", make_pdf([[(60, "The dam broke.")]], encrypt=True), "password"),
    ("scan.pdf", make_pdf([[]]), "no text"),
    ("empty.html", b"<html><body><script>x()</script></body></html>", "no text"),
    ("tagless.html", b"   <!-- nothing -->  ", "no text"),
    ("broken.docx", b"PK\x03\x04 nothing", "broken .docx"),
    ("bomb.docx", make_zip_bomb(), "unpacks to 300 MB"),
    ("blank.docx", make_word([("Normal", " ")]), "no text"),
    ("archive.zip", b"PK\x03\x04" + b"\x00" * 18, "ZIP"),
    ("nothing.eml", b"From: a@b.example\nSubject: x\nContent-Type: image/png\n\nAAAA\n", "no text part"),
    ("empty.xml", b'<?xml version="1.0"?><rss version="2.0"><channel><title>V</title></channel></rss>', "no entries"),
    ("broken.rss", b'<?xml version="1.0"?><rss version="2.0"><channel><item', "feed"),
    ("map.xml", b'<?xml version="1.0"?><map><town>Tarn</town></map>', "neither a feed nor a page"),
    ("numbers.csv", b"a,b\n1,2\n", "no column holds the text; its columns are 'a', 'b'"),
    ("header.csv", b"title,text\n", "no rows"),
    ("broken.json", b'{"text": "The dam', "broken JSON"),
    ("number.json", b"17", "no articles"),
    ("deep.json", b"[" * 100_000 + b"]" * 100_000, "nested"),
    ("deep.jsonl", b'{"text": ' * 50_000 + b"1" + b"}" * 50_000, "nested"),
    ("bomb.xml", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
     b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
     b"<rss><channel><item><description>&d;&d;&d;</description></item></channel></rss>", ""),
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(("name", "raw", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_files_are_named_and_the_rest_is_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, raw: bytes, words: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(raw)
    good.write_text("The dam broke.")
    *errors, article = read_articles([str(bad), str(good)])
    assert isinstance(article, Article)
    assert article.name == str(good)
    for error in errors:
        if isinstance(error, Article):
            assert name == "bomb.xml"
            assert len(error.text) < 1_000_000
            continue
        assert error.name.startswith(str(bad))
        assert words in str(error)
        assert error.hint.endswith(".")
    assert errors
    assert capfd.readouterr() == ("", "")


def test_broken_rows_are_numbered_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        '{"title": "x"}',
        '{"text": "One."}',
        '{"text": ',
        "[1]",
        '{"text": ""}',
        '{"title": "x"}',
        '{"text": "Two."}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    found = list(read_articles([str(path)]))
    assert [one.name.split("#")[1] for one in found] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [isinstance(one, Article) for one in found] == [False, True, False, False, False, False, True]
    assert "broken JSON" in str(found[2])
    assert "no JSON object" in str(found[3])
    assert "no text" in str(found[4])


def test_rows_with_too_many_fields_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text,title\nOne, two, three,x\n"Four, five",y\n')
    first, second = read_articles([str(path)])
    assert isinstance(first, ArticleError)
    assert "4 fields, the header 2" in str(first)
    assert isinstance(second, Article)
    assert second.text == "Four, five"


def test_a_named_column_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,title\nOne.,x\n")
    (error,) = read_articles([str(path)], columns={"text": "txt"})
    assert "no column 'txt'; its columns are 'text', 'title'" in str(error)


def test_an_endless_line_is_refused_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "MAX_TEXT_BYTES", 1000)
    monkeypatch.setattr(rows, "MAX_TEXT_BYTES", 1000)
    long = "x " * 5000
    (tmp_path / "a.txt").write_text(long)
    (tmp_path / "b.jsonl").write_text(f'{{"text": "One."}}\n{{"text": "{long}"}}\n{{"text": "Two."}}\n')
    (tmp_path / "c.csv").write_text(f"text,title\nOne.,a\n{long},b\nTwo.,c\n")
    found = list(read_articles([str(tmp_path)]))
    assert [one.text for one in found if isinstance(one, Article)] == ["One.", "Two.", "One.", "Two."]
    errors = [str(one) for one in found if isinstance(one, ArticleError)]
    assert len(errors) == 3
    assert all("over" in error or "at most" in error for error in errors)


def test_missing_and_unreadable_paths(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    found = [str(one) for one in read_articles([str(tmp_path / "no.txt"), str(link), str(pipe), ""])]
    assert "no such file" in found[0]
    assert "link to a file that is not there" in found[1]
    assert "pipe" in found[2]
    assert "no such file" in found[3]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The dam broke.")
    path.chmod(0)
    (error,) = read_articles([str(path)])
    assert "Permission denied" in str(error)


def test_a_path_with_a_nul_or_of_endless_length(tmp_path: Path) -> None:
    found = list(read_articles(["a\x00b.txt", "x" * 5000]))
    assert all(isinstance(one, ArticleError) for one in found)


def test_folder_loops_end(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "x.txt").write_text("The dam broke.")
    (inner / "up").symlink_to(tmp_path, target_is_directory=True)
    found = list(read_articles([str(tmp_path)]))
    assert [type(one) for one in found] == [Article, ArticleError]
    assert "folder loop" in str(found[1])


def test_folders_without_articles(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (error,) = read_articles([str(tmp_path / "x.txt")])
    assert isinstance(error, ArticleError)
    assert "holds no articles" in str(error)


def test_other_files_in_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dam broke.")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    article, error = read_articles([str(tmp_path)])
    assert isinstance(article, Article)
    assert isinstance(error, ArticleError)
    assert ".png" in str(error)


def test_a_case_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "libya.case"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 84)
    (error,) = read_articles([str(path)])
    assert "--case" in str(error)


_STARTS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body><p>", b"<?xml version='1.0'?><rss><channel><item>", b'{"text": "',
           b"text,date\n", b"From: a\nSubject: b\n\n", PAGE.encode()[:400], json.dumps([{"text": "x"}]).encode()]  # fmt: skip
_NAMES = [
    "a.txt",
    "a.md",
    "a.html",
    "a.pdf",
    "a.docx",
    "a.eml",
    "a.xml",
    "a.jsonl",
    "a.json",
    "a.csv",
    "a.tsv",
    "a",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_STARTS), st.binary(max_size=200), st.sampled_from(_NAMES))
def test_no_bytes_raise(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(start + rest)
    for one in read_articles([str(path)]):
        assert isinstance(one, Article | ArticleError)
        if isinstance(one, Article):
            assert all(0 <= segment.span.start <= segment.span.end <= len(one.text) for segment in one.origin)

"""Every format gives its text, what it states of itself, and the way back to the file."""

# ruff: noqa: E501  (the lines of texts are data)
from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from files_of_each_format import ATOM, MAIL, PAGE, RSS, make_pdf, make_word

from rashomon.acquire.articles import article_from_text, read_articles
from rashomon.errors import ArticleError, UsageError
from rashomon.records import Article


def read(*paths: Path | str, **options: object) -> list[Article]:
    found = list(read_articles([str(path) for path in paths], **options))  # type: ignore[arg-type]
    assert all(isinstance(one, Article) for one in found), [str(one) for one in found]
    return [one for one in found if isinstance(one, Article)]


@pytest.fixture
def put(tmp_path: Path):
    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return put


def test_plain_text_is_kept_unchanged(put) -> None:
    text = "\r\n The dam\u00a0broke.\r\n\r\n\r\nThe mayor\u2028fled.\x0b \n"
    article = read(put("dam.txt", text))[0]
    assert article.text == text
    assert article.origin == ()
    assert (article.title, article.outlet, article.published, article.url) == (None, None, None, None)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", "Vey’s men broke the dam."),
        ("utf-16-le", "Vey’s men broke the dam above the town of Tarn."),
        ("utf-16-be", "Vey’s men broke the dam above the town of Tarn."),
        ("utf-32", "Vey’s men broke the dam."),
        ("cp1252", "“Vey’s men broke the dam”, said José Núñez – twice."),
        ("latin-1", "The mayor of Orléans said that the café was closed."),
        (
            "cp1251",
            "Плотина над городом прорвалась в пятницу ночью, и вода стояла в нижнем городе до воскресенья.",
        ),
        (
            "koi8_r",
            "Плотина над городом прорвалась в пятницу ночью, и вода стояла в нижнем городе до воскресенья.",
        ),
        (
            "cp1256",
            "انهار السد فوق المدينة ليلة الجمعة وبقيت المياه في المدينة السفلى حتى يوم الأحد وفقا لما قاله المسؤولون",
        ),
        ("gb18030", "大坝在星期五晚上决堤，下城区的水一直到星期天才退去，市长否认他知道大坝有裂缝。"),
    ],
)
def test_the_encoding_is_found_out(put, encoding: str, text: str) -> None:
    article = read(put("dam.txt", text.encode(encoding)))[0]
    assert article.text == text
    assert article.origin[0].span.of(article.text) == text


def test_a_byte_order_mark_stays_as_whoever_decodes_utf_8_counts_it(put) -> None:
    body = "The dam above Tarn broke on Friday night, and water stood in the lower town until Sunday."
    raw = b"\xef\xbb\xbf" + f"Dam breaks above Tarn\n\n{body}\n".encode()
    article = read(put("dam.txt", raw))[0]
    assert article.text == raw.decode("utf-8")
    assert article.title == "Dam breaks above Tarn"


def test_one_broken_byte_does_not_change_the_encoding_of_the_rest(put) -> None:
    text = "Vey’s men – “all of them” – said that the café’s owner wasn’t there, and that it’s “over”."
    article = read(put("dam.txt", text.encode() + b"\xff"))[0]
    assert article.text == text + "\ufffd"


def test_title_of_a_plain_text_is_its_first_line(put) -> None:
    body = "The dam above Tarn broke on Friday night, and water stood in the lower town until Sunday."
    article = read(put("dam.txt", f"Dam breaks above Tarn\n\n{body}\n"))[0]
    assert article.title == "Dam breaks above Tarn"
    assert [mark.kind for mark in article.passages] == ["title"]
    assert read(put("none.txt", f"{body}\n\n{body}"))[0].title is None


def test_markdown_is_kept_and_its_headings_marked(put) -> None:
    text = "# Dam breaks\n\nThe [mayor](https://tarn.example) fled at once.\n\n## Nobody is charged\n\nAn inquiry begins.\n"
    article = read(put("dam.md", text))[0]
    assert article.text == text
    assert article.title == "Dam breaks"
    assert [mark.span.of(text) for mark in article.passages] == ["# Dam breaks", "## Nobody is charged"]


def test_a_page_states_title_outlet_date_and_address(put) -> None:
    article = read(put("dam.html", PAGE))[0]
    assert article.title == "Dam breaks above Tarn"
    assert article.outlet == "Vale Courier"
    assert article.published == "2031-05-12T08:30:00+02:00"
    assert article.url == "https://courier.example/dam-breaks"
    assert "“Nobody told me”, he said." in article.text
    assert "Home" not in article.text
    marks = {mark.span.of(article.text): mark.kind for mark in article.passages}
    assert marks["Nobody is charged"] == "heading"


def test_each_paragraph_of_a_page_is_found_in_its_source(put) -> None:
    article = read(put("dam.html", PAGE))[0]
    found = {segment.span.of(article.text): PAGE[segment.start : segment.end] for segment in article.origin}
    assert all(segment.where == "source" for segment in article.origin)
    mayor = next(text for text in found if text.startswith("The mayor"))
    assert "&ldquo;Nobody told me&rdquo;" in found[mayor]
    assert found[mayor].startswith("The mayor")
    assert found[mayor].endswith("will be heard")


def test_a_page_takes_what_json_ld_states(put) -> None:
    linked = {"@graph": [{"@type": "NewsArticle", "headline": "Dam", "datePublished": "2031-05-12",
                          "publisher": {"name": "Tarn Gazette"}}]}  # fmt: skip
    page = f'<html><head><script type="application/ld+json">{json.dumps(linked)}</script></head><body><p>The dam broke.</p></body></html>'
    article = read(put("dam.html", page))[0]
    assert (article.title, article.outlet, article.published) == ("Dam", "Tarn Gazette", "2031-05-12")


def test_a_page_that_states_nothing_gets_nothing(put) -> None:
    page = "<html><body><p>On 3 May 1999 the dam broke. The Vale Courier, which reported it, was closed in 2001.</p></body></html>"
    article = read(put("courier-2031-05-12.html", page))[0]
    assert (article.title, article.outlet, article.published, article.url) == (None, None, None, None)


def test_a_page_in_an_old_encoding(put) -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>Vey’s men broke the “dam”.</p></body></html>'
    assert read(put("dam.html", page.encode("cp1252")))[0].text == "Vey’s men broke the “dam”."


def test_a_pdf_joins_lines_to_paragraphs_and_knows_its_pages(put) -> None:
    first = [
        (20, "Vale Courier - 12 May 2031"),
        (60, "Dam breaks above Tarn"),
        (100, "The dam above Tarn broke on Friday night, and water stood in the lower"),
        (114, "town until Sunday, officials said. Three bridges were carried away by the"),
        (128, "flood."),
        (156, "The mayor, who had left the town on Thursday, denied that he had known of"),
        (800, "1"),
    ]
    second = [
        (20, "Vale Courier - 12 May 2031"),
        (60, "the cracks in the wall of the dam, he said."),
        (800, "2"),
    ]
    article = read(put("dam.pdf", make_pdf([first, second], title="Dam breaks above Tarn")))[0]
    assert article.title == "Dam breaks above Tarn"
    assert article.text.split("\n\n")[2:] == [
        "The dam above Tarn broke on Friday night, and water stood in the lower town until Sunday, officials said. "
        "Three bridges were carried away by the flood.",
        "The mayor, who had left the town on Thursday, denied that he had known of the cracks in the wall of the dam, "
        "he said.",
    ]
    assert [segment.where for segment in article.origin][-1] == "page 2"
    assert all(len(segment.span) == segment.end - segment.start for segment in article.origin)


def test_a_pdf_title_that_the_page_does_not_show_is_not_taken(put) -> None:
    pdf = make_pdf(
        [[(60, "The dam broke on Friday."), (74, "The mayor fled.")]], title="Microsoft Word - dam2.doc"
    )
    assert read(put("dam.pdf", pdf))[0].title is None


def test_word_styles_are_title_and_headings(put) -> None:
    raw = make_word(
        [
            ("Title", "Dam breaks"),
            ("Normal", "The dam broke."),
            ("Heading 1", "Aftermath"),
            ("Normal", "The mayor fled."),
        ]
    )
    article = read(put("dam.docx", raw))[0]
    assert article.text == "Dam breaks\n\nThe dam broke.\n\nAftermath\n\nThe mayor fled."
    assert article.title == "Dam breaks"
    assert [(mark.kind, mark.span.of(article.text)) for mark in article.passages] == [
        ("title", "Dam breaks"),
        ("heading", "Aftermath"),
    ]
    assert article.origin[1].where == "paragraph 2"


def test_a_mail_gives_subject_date_and_the_list_that_sent_it(put) -> None:
    article = read(put("dam.eml", MAIL))[0]
    assert article.title == "Dam breaks – mayor denies"
    assert article.published == "2031-05-12T08:30:00+02:00"
    assert article.outlet == "Vale Courier"
    assert article.text.strip() == "The mayor’s men said that the dam was safe."


def test_a_mail_from_a_person_has_no_outlet(put) -> None:
    raw = b"From: Ilsa Morn <ilsa@example.org>\nSubject: Fwd: dam\n\nThe dam broke.\n"
    assert read(put("dam.eml", raw))[0].outlet is None


def test_a_feed_gives_its_entries(put) -> None:
    found = list(read_articles([str(put("feed.xml", RSS))]))
    first, second, third = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.name.endswith("feed.xml#vc-1")
    assert first.text == "The dam broke on Friday.\n\nThe mayor denied everything."
    assert (first.title, first.outlet, first.url) == (
        "Dam breaks",
        "Vale Courier",
        "https://courier.example/1",
    )
    assert first.published == "2031-05-12T08:30:00Z"
    assert second.name.endswith("feed.xml#2")
    assert isinstance(third, ArticleError)
    assert "no text" in str(third)


def test_an_atom_feed(put) -> None:
    article = read(put("feed.atom", ATOM))[0]
    assert (article.text, article.outlet, article.published) == (
        "Rain fell in Tarn.",
        "Tarn Gazette",
        "2031-05-12T10:00:00Z",
    )


ROWS = [
    {"headline": "Dam", "articleBody": "The dam broke.", "publisher": "Vale Courier", "link": "https://c.example/1", "pubDate": "12 May 2031"},
    {"headline": "Rain", "articleBody": "Rain fell,\nand fell.", "publisher": "", "link": "", "pubDate": ""},
]  # fmt: skip


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", as_csv(ROWS)),
        ("a.csv", as_csv(ROWS, ";")),
        ("a.tsv", as_csv(ROWS, "\t")),
        ("a.csv", "\ufeff" + as_csv(ROWS)),
        ("a.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("a.ndjson", "\n\n".join(map(json.dumps, ROWS)) + "\n"),
        ("a.json", json.dumps(ROWS)),
        ("a.json", json.dumps({"status": "ok", "articles": ROWS}, indent=1)),
        ("a.json", "\n".join(map(json.dumps, ROWS))),
    ],
)
def test_tables_give_an_article_a_row(put, name: str, content: str) -> None:
    path = put(name, content)
    first, second = read(path)
    assert (first.name, second.name) == (f"{path}#1", f"{path}#2")
    assert (first.text, first.title, first.outlet) == ("The dam broke.", "Dam", "Vale Courier")
    assert (first.url, first.published) == ("https://c.example/1", "2031-05-12")
    assert second.text == "Rain fell,\nand fell."
    assert (second.outlet, second.url, second.published) == (None, None, None)
    assert first.origin[0].where == "row 1, articleBody"


def test_columns_can_be_named(put) -> None:
    path = put("a.csv", "wie,was\nTarn Gazette,The dam broke.\n")
    article = read(path, columns={"text": "was", "outlet": "wie"})[0]
    assert (article.text, article.outlet) == ("The dam broke.", "Tarn Gazette")


def test_the_order_of_day_and_month_is_learnt_from_the_column(put) -> None:
    dates = ["7/8/2031", "23/8/2031"]
    known = put("known.csv", "text,date\n" + "".join(f"The dam broke.,{date}\n" for date in dates))
    assert [article.published for article in read(known)] == ["2031-08-07", "2031-08-23"]
    many = put(
        "many.csv", "text,date\n" + "The dam broke.,7/8/2031\n" * 20_000 + "The dam broke.,23/8/2031\n"
    )
    found = [article.published for article in read(many)]
    assert len(found) == 20_001
    assert set(found) == {"2031-08-07", "2031-08-23"}
    unknown = put("unknown.csv", "text,date\nThe dam broke.,7/8/2031\n")
    assert read(unknown)[0].published == "2031-XX-XX"


def test_a_character_on_the_border_of_the_sample_is_no_other_encoding(put) -> None:
    path = put("a.csv", "text\n" + "x" * 65530 + "’s dam broke.\n")
    assert read(path)[0].text.endswith("x’s dam broke.")


def test_html_in_a_cell_becomes_text(put) -> None:
    path = put("a.jsonl", json.dumps({"content": "<p>The dam broke.</p><p>The mayor fled.</p>"}))
    assert read(path)[0].text == "The dam broke.\n\nThe mayor fled."


def test_half_a_surrogate_pair_becomes_a_replacement_sign(put) -> None:
    assert read(put("a.jsonl", '{"text": "The \\ud83d dam"}'))[0].text == "The \ufffd dam"


def test_one_json_object_is_one_article(put) -> None:
    path = put(
        "a.json",
        json.dumps({"title": "Dam", "source": {"name": "Vale Courier"}, "content": "The dam broke."}),
    )
    article = read(path)[0]
    assert (article.name, article.outlet) == (str(path), "Vale Courier")


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"The dam broke.", ["-"]),
        (PAGE.encode(), ["-"]),
        (RSS.replace("<item><title>No text</title><guid>vc-3</guid></item>", "").encode(), ["-#vc-1", "-#2"]),
        (json.dumps(ROWS).encode(), ["-#1", "-#2"]),
        ("\n".join(map(json.dumps, ROWS)).encode(), ["-#1", "-#2"]),
        (b"title,text\nDam,The dam broke.\n", ["-#1"]),
        (make_pdf([[(60, "The dam broke on Friday.")]]), ["-"]),
        (MAIL, ["-"]),
    ],
)
def test_standard_input_is_known_by_its_looks(raw: bytes, names: list[str]) -> None:
    assert [article.name for article in read("-", stdin=io.BytesIO(raw))] == names


def test_folders_are_read_in_order_without_hidden_and_case_files(put, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.md", ".hidden.txt", ".git/x.txt"):
        put(name, "The dam broke.")
    put("old.case", b"SQLite format 3\x00" + b"\x00" * 100)
    put("old.case-wal", b"\x00")
    names = [str(Path(article.name).relative_to(tmp_path)) for article in read(tmp_path)]
    assert names == ["a.txt", "c.md", "b/1.txt", "b/2.txt"]


def test_options_fill_what_the_file_does_not_state(put) -> None:
    plain, page = put("dam.txt", "The dam broke."), put("dam.html", PAGE)
    first, second = read(plain, page, outlet="Tarn Gazette", published="May 2031")
    assert (first.outlet, first.published) == ("Tarn Gazette", "2031-05")
    assert (second.outlet, second.published) == ("Vale Courier", "2031-05-12T08:30:00+02:00")


def test_wrong_options_are_refused(put) -> None:
    path = str(put("dam.txt", "The dam broke."))
    with pytest.raises(UsageError, match="not a date"):
        read_articles([path], published="soon")
    with pytest.raises(UsageError, match="headlin"):
        read_articles([path], columns={"headlin": "x"})


def test_reading_is_lazy(put) -> None:
    path = put(
        "a.jsonl", "\n".join(json.dumps({"text": f"Dam {number} broke."}) for number in range(100_000))
    )
    articles = read_articles([str(path)])
    assert next(articles).name.endswith("#1")
    articles.close()  # type: ignore[attr-defined]


def test_the_hash_is_of_the_text_alone(put) -> None:
    first, second = read(put("a.txt", "The dam broke."), put("b.csv", "text\nThe dam broke.\n"))
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64


def test_a_text_is_made_an_article() -> None:
    text = "The dam broke, and the mayor fled from the town.\n\nThe views expressed are those of the author."
    article = article_from_text(text, name="dam", title="Dam", outlet="Vale Courier", published="12 May 2031")
    assert (article.title, article.outlet, article.published) == ("Dam", "Vale Courier", "2031-05-12")
    assert article.opinion
    assert article.language == "en"
    assert article_from_text("\ud83d", name="x").sha256
    assert article_from_text("", name="x").passages == ()


def test_other_languages_are_read_without_a_guess(put) -> None:
    assert (
        read(put("damm.txt", "Der Damm brach am Freitag, und der Bürgermeister floh aus der Stadt."))[
            0
        ].language
        is None
    )

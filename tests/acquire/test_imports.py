"""Nothing heavy is loaded before a file needs it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("trafilatura", "lxml", "pypdfium2", "docx", "feedparser", "charset_normalizer", "numpy")


def test_plain_text_needs_no_library() -> None:
    code = (
        "import sys, io\n"
        "from rashomon.acquire.articles import read_articles\n"
        "text = b'The dam broke. Follow us on Facebook.'\n"
        "assert next(read_articles(['-'], stdin=io.BytesIO(text))).passages\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

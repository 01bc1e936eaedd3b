"""A few invented articles that many tests read."""

from __future__ import annotations

ARTICLES = {
    "001.txt": (
        "Orlan Vey said that the dam at Karsk was mined by the Northern League. Brem denied that any troops "
        "crossed the Sarn.\n\nThe bridge at Karsk stands. Vey said “we will never leave the valley”.\n\n"
        "Sign up to our newsletters\n"
    ),
    "002.txt": (
        "It is reported that Orlan Vey left Karsk. Mira Tolk predicted that the League will win by spring."
        "\n\nNobody has seen the dam since.\n"
    ),
    "003.txt": "The harbour is quiet. Tolk said that Vey lies.\n",
}

"""Add: files and pasted text, read in the background; how far that is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from rashomon.acquire.dates import parse_date
from rashomon.errors import CaseError
from rashomon.web.desk import Desk, View, page
from rashomon.web.forms import posted, words_of
from rashomon.web.intake import Batch, Intake, Item
from rashomon.web.render import web_link
from rashomon.web.uploads import MAX_BYTES, MAX_FILES, MAX_TEXT, Refusal, keep, size_words, text_name

ADDRESS = "/add"
SHOWN = 60
"""So many files of a batch are named; the rest are counted."""
STATES = {
    "waiting": "waits",
    "reading": "is being read",
    "done": "read",
    "skipped": "skipped",
    "cancelled": "not read",
}


def add(desk: Desk, request: Request) -> View:
    """The form, and how far what was added before is."""
    intake: Intake = request.app.state.intake
    standing = intake.standing()
    context = {
        "standing": standing,
        "named": {batch.id: _named(batch) for batch in standing.batches},
        "folder": intake.folder.name,
        "states": STATES,
        "is_read_only": desk.store.is_read_only,
        "limits": {"bytes": MAX_BYTES, "files": MAX_FILES, "text": MAX_TEXT},
        "most": size_words(MAX_BYTES),
        "most_text": size_words(MAX_TEXT),
    }
    return View(kind="add", template="add.html", context=context)


def _named(batch: Batch) -> list[Item]:
    """The first files of a batch, and those with something to say."""
    return [i for n, i in enumerate(batch.items) if n < SHOWN or i.errors or i.state == "reading"]


def take(request: Request, form: FormData) -> str:
    """Write what was sent beside the case, and have it read."""
    intake: Intake = request.app.state.intake
    outlet, published = words_of(form, "outlet")[:200], words_of(form, "published")
    if published and not parse_date(published):
        raise Refusal(400, f"{published!r} is not a date. Write it as 2031-05-12, 2031-05 or 2031.")
    sent = list(_sent(form))
    if not sent:
        raise Refusal(400, "There was no file and no text. Choose files, or paste an article.")
    try:
        names = [keep(intake.folder, name, source) for name, source in sent]
    except OSError as error:
        where = f"{intake.folder}: {error.strerror or error}"
        raise CaseError(where, hint="You must be able to write beside the case.") from error
    intake.add(names, outlet=outlet or None, published=published or None)
    return f"{web_link('add')}#progress"


def _sent(form: FormData) -> Iterator[tuple[str, IO[bytes]]]:
    for upload in form.getlist("files"):
        # A field in which no file was chosen is sent too, without a name.
        if isinstance(upload, UploadFile) and (upload.filename or upload.size):
            yield upload.filename or "article.txt", upload.file
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        # Browsers end lines as telegraphs did.
        plain = text.replace("\r\n", "\n")
        yield text_name(plain), BytesIO(plain.encode("utf-8", "replace"))


def cancel(request: Request, form: FormData) -> str:
    """Read no more of a batch."""
    intake: Intake = request.app.state.intake
    intake.cancel(words_of(form, "batch"))
    return f"{web_link('add')}#progress"


def again(request: Request, form: FormData) -> str:
    """Read after all what was not."""
    intake: Intake = request.app.state.intake
    intake.again(words_of(form, "batch"))
    return f"{web_link('add')}#progress"


ROUTES = [
    page(ADDRESS, add),
    posted(ADDRESS, take, max_bytes=MAX_BYTES, max_files=MAX_FILES),
    posted(f"{ADDRESS}/cancel", cancel),
    posted(f"{ADDRESS}/again", again),
]


def views(desk: Desk) -> Iterator[View]:
    """None: nothing is added to a dossier in one file."""
    yield from ()

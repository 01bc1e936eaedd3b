"""Verdicts: all that people judged, each with undo; and the forms by which they judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request

from rashomon.case import Case, InstalledRoad
from rashomon.errors import CaseError
from rashomon.store.judgements import VERDICTS
from rashomon.store.rows import JudgementRow
from rashomon.store.store import Store
from rashomon.web.desk import Desk, View, page
from rashomon.web.forms import all_of, back_of, person_of, posted, words_of
from rashomon.web.intake import Intake
from rashomon.web.paging import paging, start_of
from rashomon.web.render import web_link
from rashomon.web.uploads import Refusal

GIVE = "/verdict"
UNDO = "/verdict/undo"
ROWS = 100
WORDS = {
    "same": "are the same (two actors), or say the same (two claims)",
    "different": "are not the same actor",
    "opposed": "are claims that contradict each other",
    "unrelated": "are claims about other things",
    "copy": "are articles of which one took its text from the other",
    "independent": "are articles that share no text",
    "yes": "came true (a prediction)",
    "no": "did not come true (a prediction)",
    "void": "can no longer come true or not (a prediction)",
}


class Shown(NamedTuple):
    """A verdict and the page of what it is about."""

    row: JudgementRow
    state: str
    link: str
    """Empty where there is no page of it."""


def verdicts(desk: Desk, request: Request) -> View:
    """A page of all verdicts, the newest first."""
    asked = {name: value for name, value in request.query_params.items() if value}
    rows = desk.store.judgements()[::-1]
    start = start_of(asked, ROWS)
    said = next((row for row in rows if row.id == asked.get("said")), None)
    context = {
        "verdicts": [_shown(desk, row) for row in rows[start : start + ROWS]],
        "pages": paging({name: asked[name] for name in ("page",) if name in asked}, ROWS, len(rows)),
        "count": len(rows),
        "said": said,
        "back": back_of(FormData([("back", asked.get("back", ""))]), ""),
        "words": WORDS,
        "is_read_only": desk.store.is_read_only,
    }
    return View(kind="verdicts", template="verdicts.html", context=context)


def _shown(desk: Desk, row: JudgementRow) -> Shown:
    if row.undone:
        state = f"undone on {row.undone[:10]}"
    else:
        state = "in force" if row.applies else "not in the case now"
    return Shown(row, state, _link(desk, row) if row.applies else "")


def _link(desk: Desk, row: JudgementRow) -> str:
    if row.kind == "claim":
        return web_link("claim", quote(row.subject, safe=""))
    if row.kind == "article" and row.subject in desk.keys:
        return web_link("article", desk.keys[row.subject])
    return ""


def give(request: Request, form: FormData) -> str:
    """Put in a verdict; what rests on it is made anew in the background."""
    verdict, about = words_of(form, "verdict"), _pointed(form, "about")
    if verdict not in VERDICTS:
        raise Refusal(400, "There is no such verdict.")
    because, person = words_of(form, "because") or None, person_of(request)
    with Case(Store.open(request.app.state.case_path, create=False), InstalledRoad()) as case:
        try:
            row = case.judge(verdict, *about, because=because, person=person, settle=False)
        except CaseError:
            exact = _pointed(form, "exact")
            if not exact:
                raise
            row = case.judge(verdict, *exact, because=because, person=person, settle=False)
    _settle(request)
    return _after(form, row)


def undo(request: Request, form: FormData) -> str:
    """Take a verdict back."""
    with Case(Store.open(request.app.state.case_path, create=False), InstalledRoad()) as case:
        row = case.undo(words_of(form, "judgement"), settle=False)
    _settle(request)
    return _after(form, row)


def _pointed(form: FormData, name: str) -> list[str]:
    """What the verdict is about, as it was given: names of articles must stay as they are."""
    return [value for value in all_of(form, name) if value.strip()][:2]


def _settle(request: Request) -> None:
    intake: Intake = request.app.state.intake
    intake.settle()


def _after(form: FormData, row: JudgementRow) -> str:
    """Back to the queue, or to the list of verdicts with a way back."""
    back = back_of(form, "")
    if back.partition("?")[0] == web_link("review"):
        return f"{back}{'&' if '?' in back else '?'}said={row.id}"
    said = {"said": row.id} | ({"back": back} if back else {})
    return f"{web_link('verdicts')}?{urlencode(said)}"


ROUTES = [page("/verdicts", verdicts), posted(GIVE, give), posted(UNDO, undo)]


def views(desk: Desk) -> Iterator[View]:
    """None: the dossier in one file shows what came of them."""
    yield from ()

"""The data sets as samples: a text and the layers that people marked in it.

Each set's traps are told where they are handled. No text of any set leaves this folder's caller.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.samples import Attributed, Labelled, Range, Sample

NON_COMMERCIAL_GUM = ("essay", "fiction", "letter", "podcast", "whow", "reddit")
"""Genres of GUM whose texts may not be used commercially: left out."""
NON_COMMERCIAL_RE3D = ("BBC Online",)
GUM_KINDS = {"person": "person", "organization": "organisation", "place": "place"}


def read_polnear(folder: Path) -> list[Sample]:
    """PolNeAR (Newell et al. 2018): the first annotator's file of each article."""
    samples = []
    for path in sorted((folder / "text").glob("*.txt")):
        marks = sorted((folder / "attributions").glob(f"{_escape(path.stem)}_????.ann"))
        if marks:
            text = path.read_bytes().decode("utf-8")
            samples.append(Sample(path.stem, text, attributions=tuple(_read_brat(marks[0]))))
    return samples


def _escape(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def _read_brat(path: Path) -> Iterator[Attributed]:
    """Events of a brat file; spans typed Discuss and Discard are in no event and so drop out."""
    spans: dict[str, tuple[Range, ...]] = {}
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if line[:1] == "T" and line.count("\t") >= 2:
            key, mark, _ = line.split("\t", 2)
            spans[key] = tuple(_ranges(mark.split(" ", 1)[1]))
        elif line[:1] == "E" and "\t" in line:
            parts: dict[str, tuple[Range, ...]] = {}
            for item in line.split("\t", 1)[1].split():
                role, key = item.split(":")
                role = re.sub(r"\d+$", "", role)
                parts[role] = parts.get(role, ()) + spans.get(key, ())
            if parts.get("Content"):
                yield Attributed(parts.get("Source", ()), parts.get("Cue", ()), parts["Content"])


def _ranges(mark: str) -> Iterator[Range]:
    for part in mark.split(";"):
        numbers = part.split()
        if len(numbers) == 2 and all(number.isdigit() for number in numbers):
            yield int(numbers[0]), int(numbers[1])


def read_newswire(folder: Path) -> list[Sample]:
    """Worldwide newswire (Shan et al. 2023): BIO columns without spacing, one file an article."""
    samples = []
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        sentences: list[list[tuple[str, str]]] = [[]]
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) >= 2 and cells[0]:
                sentences[-1].append((cells[0], cells[1]))
            elif sentences[-1]:
                sentences.append([])
        samples.append(_sample_of_columns(path.stem, [s for s in sentences if s]))
    return samples


def _sample_of_columns(name: str, sentences: Sequence[Sequence[tuple[str, str]]]) -> Sample:
    text = ""
    names: list[Labelled] = []
    for sentence in sentences:
        text += " " if text else ""
        joined, places = detokenize([token for token, _ in sentence])
        names.extend(_bio_ranges([tag for _, tag in sentence], places, len(text)))
        text += joined
    return Sample(name, text, names=tuple(names))


def _bio_ranges(tags: Sequence[str], places: Sequence[Range], shift: int) -> Iterator[Labelled]:
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        inside = tag[:1] == "I" and tag[2:] == label
        if label and not inside:
            yield places[start][0] + shift, places[index - 1][1] + shift, label
            label = ""
        if tag[:1] in "BI" and tag != "O" and not inside:
            start, label = index, tag[2:]


def detokenize(tokens: Sequence[str]) -> tuple[str, list[Range]]:
    """The tokens as running text, with where each one stands.

    >>> detokenize(["(", "He", "said", '"', "no", '"', ".", ")"])[0]
    '(He said "no".)'
    """
    text, places, glue, is_open = "", [], True, False
    for token in tokens:
        token = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        closes = (
            token[0] in ".,;:!?)]}%’”»" or token in ("n't", "...") or (token[0] == "'" and len(token) > 1)
        )
        if token == '"':
            closes, is_open = is_open, not is_open
        if not glue and not closes:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
        glue = token in ("(", "[", "{", "$", "£", "€", "“", "‘", "«") or (token == '"' and is_open)
    return text, places


def read_gum(folder: Path) -> list[Sample]:
    """GUM (Zeldes 2017) without its non-commercial genres: nominal mentions as base noun phrases."""
    samples = []
    for path in sorted((folder / "dep").glob("GUM_*.conllu")):
        if path.stem.split("_")[1] not in NON_COMMERCIAL_GUM:
            samples.append(_read_gum_file(path))
    return samples


@dataclass
class _Token:
    start: int
    end: int
    tag: str
    xpos: str
    head: int
    opened: list[str]
    closed: list[str]


def _read_gum_file(path: Path) -> Sample:
    text, tokens, sentence, glued_to, gap_after = "", [], 0, 0, True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newpar") and text and not text.endswith("\n"):
            text = text.rstrip(" ") + "\n\n"
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            if len(cells) == 10 and "-" in cells[0]:  # one written word of several tokens ("can't")
                glued_to, gap_after = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
            sentence = len(tokens) if not line else sentence
            continue
        head = int(cells[6]) - 1 + sentence if cells[6] != "0" else -1
        opened, closed = _entity_marks(cells[9])
        tokens.append(_Token(len(text), len(text) + len(cells[1]), cells[3], cells[4], head, opened, closed))
        number = int(cells[0])
        gap = gap_after if number == glued_to else "SpaceAfter=No" not in cells[9] and number > glued_to
        glued_to = 0 if number >= glued_to else glued_to
        text += cells[1] + (" " if gap else "")
    return Sample(path.stem, text, nominals=tuple(_base_nominals(tokens)))


def _entity_marks(misc: str) -> tuple[list[str], list[str]]:
    """Opened entities as "id-type", closed ones as "id", in the order written."""
    found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    opened, closed = [], []
    for mark in re.findall(r"\([^()]*\)?|[^()]+\)", found.group(1)) if found else []:
        key = mark.strip("()").split("-")
        if mark.startswith("("):
            opened.append("-".join(key[:2]))
        if mark.endswith(")"):
            closed.append(key[0])
    return opened, closed


def _base_nominals(tokens: Sequence[_Token]) -> Iterator[Labelled]:
    stack: list[tuple[str, str, int]] = []
    for index, token in enumerate(tokens):
        stack.extend((*mark.split("-", 1), index) for mark in token.opened if "-" in mark)  # type: ignore[misc]
        for key in token.closed:
            place = next((i for i in reversed(range(len(stack))) if stack[i][0] == key), None)
            if place is not None:
                _, kind, start = stack.pop(place)
                nominal = _nominal(tokens, start, index, kind)
                if nominal:
                    yield nominal


def _nominal(tokens: Sequence[_Token], start: int, end: int, kind: str) -> Labelled | None:
    """The mention up to its head noun, if the head is a common noun of a kind we keep."""
    heads = [i for i in range(start, end + 1) if not start <= tokens[i].head <= end]
    if not heads or tokens[heads[0]].tag != "NOUN" or kind not in GUM_KINDS:
        return None
    head = heads[0]
    plural = kind == "person" and tokens[head].xpos == "NNS"
    return tokens[start].start, tokens[head].end, "group" if plural else GUM_KINDS[kind]


def read_re3d(folder: Path) -> list[Sample]:
    """re3d (Dstl 2017), entities of the Syria and Iraq documents; the BBC part is left out."""
    samples = []
    for part in sorted(p for p in folder.iterdir() if p.is_dir() and p.name not in NON_COMMERCIAL_RE3D):
        marks: dict[str, list[Labelled]] = {}
        for row in _json_lines(part / "entities.json"):
            marks.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
        for row in _json_lines(part / "documents.json"):
            spans = tuple(sorted(marks.get(row["_id"], [])))
            samples.append(Sample(f"{part.name}/{row['_id']}", row["text"], military=spans))
    return samples


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)

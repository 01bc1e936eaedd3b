"""The five real articles, where they are at hand: merges that a person would make, by plain string search.

Names stand here because the articles do; nothing in src knows them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from marked import document_of, spelled

from rashomon.records import Kind, Mention, Span
from rashomon.resolve.actors import cards_of, resolve_actors
from rashomon.resolve.entities import find_entities

FOLDER = Path(__file__).parents[3] / "shared" / "cases" / "libya"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the five articles are not at hand")

PEOPLE = """
Khalifa Haftar|Khalifa Hafer|Haftar|Hafter|Hafer|Khaftar|Hafar|Hafater|Hafez|Muammar Gaddafi|Saif Gaddafi
Gaddafi|Alexei Marchenko|Malachenko|Alexander Schumelin|Schumelin|Sergei Shweigo|Sergey Shoygu|Shoygu
Mikhail Bogdanov|Bashar al-Assad|Vladimir Putin|Putin|Ahmed Al-Mismari|Kirill Semenov|Semenov
Nikolai Patrushev|Sergey Lavrov|Dmitry Peskov|Alexei Leonkov|Faiz Saraj|Nasser al-Dersi|Theresa May
Tony Blair|David Cameron|Abdul Hakim Belhadj|Belhadj"""
BODIES = """
National Accord Government|national reconciliation government|Government of National Accord|AFP|UN
Government of national consent|government of national consensus|Government of the National Unity
Security Council|Libyan National Army|Libyan national army|The Sun|The Telegraph|Wagner|Radio Liberty
Derna Mujahideen Shura Council|DMSC"""
PLACES = "Libya|Lybia|Russia|Russian Federation|Moscow|Tripoli|Syria|United States|US|USA|UK|Derna|Kremlin"


def mentions_of(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    lists: tuple[tuple[Kind, str], ...] = (("person", PEOPLE), ("organisation", BODIES), ("place", PLACES))
    for kind, words in lists:
        for word in sorted(words.strip().replace("\n", "|").split("|"), key=len, reverse=True):
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                span = Span(*match.span())
                if not any(span.overlaps(other.span) for other in found):
                    found.append(Mention(span=span, kind=kind, form="name"))
    return tuple(sorted(found, key=lambda mention: mention.span))


def entities_of(number: str) -> dict[str, set[str]]:
    text = (FOLDER / f"{number}.txt").read_text(encoding="utf-8")
    document = document_of(text, mentions_of(text))
    return {name: set(words) for name, words in spelled(document, find_entities(document)).items()}


def test_six_spellings_of_one_man_are_one_and_the_other_field_stays_apart():
    found = entities_of("003")
    spellings = {"Khalifa Haftar", "Hafter", "Khalifa Hafer", "Hafez", "Hafar", "Hafer", "Hafater"}
    assert spellings in found.values()
    assert "Bashar al-Assad" in found


def test_the_expert_who_changes_his_name_is_one():
    assert entities_of("003")["Alexei Marchenko"] == {"Alexei Marchenko", "Malachenko"}


def test_a_namesake_with_another_given_name_stays_apart():
    found = entities_of("002")
    assert "Gaddafi" not in found["Saif Gaddafi"]


def test_one_government_in_several_translations():
    found = entities_of("001")
    translations = {"Government of National Accord", "government of national consensus"}
    assert any(translations <= words for words in found.values())


def test_across_the_articles_nobody_is_merged_with_somebody_else():
    cards = []
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        document = document_of(text, mentions_of(text), name=path.name)
        entities = find_entities(document)
        cards += cards_of(document_of(text, document.mentions, name=path.name, entities=entities))
    people = {actor.name: dict(actor.names) for actor in resolve_actors(cards) if actor.kind == "person"}
    assert set(people["Khalifa Haftar"]) >= {"Haftar", "Hafter", "Khaftar", "Hafez", "Hafar", "Hafater"}
    shoygu = next(names for name, names in people.items() if name.endswith(("Shoygu", "Shweigo")))
    assert set(shoygu) >= {"Sergey Shoygu", "Shoygu"}
    for names in people.values():
        assert len({word.split()[-1][0] for word in names}) <= 2, names

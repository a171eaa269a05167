"""One page that needs nothing else and runs nothing."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from made_up import TWENTY, MadeUp

from sim.analysis.summarize import summarize
from sim.commands.figures import drawn, figures
from sim.story.headline import headline
from sim.story.parts import parts
from sim.story.report import report, tie

NASTY = "<script>alert(1)</script> & <b>co</b>"
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, words, and whether tags close as they opened."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def said(self):
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def made():
    ledger = MadeUp(TWENTY)
    summary = summarize(ledger)
    drawings = {part: drawn(figure, "svg").decode() for _, part, figure in figures(summary, ledger.scenario)}
    return summary, ledger.scenario, drawings


@pytest.fixture(scope="module")
def text(made):
    return report(*made)


def test_the_page_is_well_formed(text):
    assert Page(text).open == []


def test_nothing_is_asked_of_the_network(text):
    """No address is loaded: only names of XML's own vocabularies, and links within the page."""
    page = Page(text)
    for tag, attributes in page.tags:
        assert tag not in ("script", "link", "iframe", "img", "object", "embed", "base"), tag
        for name, value in attributes.items():
            if name in ("src", "href", "xlink:href", "action", "data", "srcset", "poster"):
                assert value.startswith("#"), (tag, name, value)
            assert not name.startswith("on"), (tag, name)
    for address in re.findall(r"url\(([^)]*)\)", text):
        assert address.strip("'\"").startswith("#"), address
    assert "@import" not in text
    assert "<!DOCTYPE svg" not in text


def test_it_says_the_same_numbers_as_the_terminal(text, made):
    summary, scenario, _ = made
    said = Page(text).said
    assert headline(summary) in said
    for part in parts(summary, scenario):
        for row in part.rows:
            assert all(" ".join(cell.split()) in said for cell in row), row


def test_scenario_text_is_shown_not_run(made):
    _, scenario, drawings = made
    members = {code: one.model_copy(update={"name": NASTY}) for code, one in scenario.members.items()}
    nasty = scenario.model_copy(update={"members": members, "title": NASTY})
    rows = summarize(MadeUp(TWENTY, scenario=nasty), [])
    odd = replace(rows, source=replace(rows.source, title=NASTY, command=NASTY, versions={NASTY: NASTY}))
    drawings = {part: drawn(figure, "svg").decode() for _, part, figure in figures(odd, nasty)}
    text = report(odd, nasty, drawings)
    assert "<script" not in text
    assert "<b>" not in text
    assert NASTY in Page(text).said


def test_every_picture_has_words_for_those_who_do_not_see_it(text):
    pictures = [attributes for tag, attributes in Page(text).tags if tag == "svg"]
    assert len(pictures) == 5
    for one in pictures:
        assert one["role"] == "img"
        assert len(one["aria-label"]) > 40
        assert "width" not in one


def test_readers_of_any_kind_find_their_way(text):
    page = Page(text)
    assert ("html", {"lang": "en"}) in page.tags
    names = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    inside = [attributes["href"][1:] for tag, attributes in page.tags if tag == "a"]
    assert inside
    assert set(inside) <= names
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert all(attributes["scope"] in ("col", "row") for attributes in heads)
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_the_recipe_and_what_the_model_is_not_stand_at_the_end(text, made):
    said = Page(text).said
    summary = made[0]
    for words in (summary.source.digest, summary.source.rulebook, summary.source.command, "python 3.11"):
        assert words in said.split("How it was made")[-1]
    assert "no forecast of what governments will do" in said


def test_an_unfinished_batch_is_marked(made):
    summary, scenario, drawings = made
    early = replace(summary, source=replace(summary.source, planned=4000))
    assert "This batch is unfinished: 20 of 4,000 runs" in Page(report(early, scenario, drawings)).said


def test_the_page_is_of_moderate_size_and_can_do_without_pictures(text, made):
    assert 100_000 < len(text.encode()) < 900_000
    assert "<svg" not in report(made[0], made[1], {})


def test_no_line_breaks_between_a_number_and_its_unit():
    assert tie("3.5 + 1.5 % by 2032") == "3.5\N{NO-BREAK SPACE}+\N{NO-BREAK SPACE}1.5\N{NO-BREAK SPACE}% by 2032"


def test_the_template_comes_with_the_package():
    from importlib.resources import files

    assert files("sim.story").joinpath("templates/report.html").is_file()

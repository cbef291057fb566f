"""Search at build time: words, pages, weights and files."""

import json
import random
from collections.abc import Iterator

import brotli
import pytest

from macros.handbook import Handbook
from macros.model.search import SearchWords
from macros.search.extract import Block, Extract, Section, extract
from macros.search.fold import fold, words
from macros.search.impact import SourcePage, weigh
from macros.search.linguistics import Linguistics, stem
from macros.search.shards import pack, place
from macros.search.site import files

from .small import ROOT

SCRIPTS = ("search-box.js", "search-engine.js", "search-results.js")


# Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "alike",
    [
        ("Bevægelse", "bevaegelse", "bevagelse"), ("øvelser", "oevelser", "ovelser"), ("må", "maa", "ma"),
        ("Reykjavík", "reykjavik"),
    ],
)  # fmt: skip
def test_letters_are_typed_in_several_ways(alike: tuple[str, ...]) -> None:
    assert len({fold(word) for word in alike}) == 1
    assert fold("bevægelse") != fold("bevidelse")


def test_words_and_their_parts() -> None:
    assert list(words("Co-creation: Arnstein’s »§ 17«")) == [
        ("cocreation", "co", "creation"),
        ("arnstein",),
        ("17",),
    ]


@pytest.mark.parametrize(
    ("lang", "alike"),
    [
        ("da", ("borger", "borgere", "borgerne", "borgernes")), ("da", ("frivillig", "frivillige", "frivilliges")),
        ("en", ("volunteer", "volunteers", "volunteering")),
    ],
)  # fmt: skip
def test_inflections_share_a_stem(lang: str, alike: tuple[str, ...]) -> None:
    assert len({stem(word, lang) for word in alike}) == 1  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def danish(handbook: Handbook) -> Linguistics:
    said = next(handbook.library.all("search")).value
    assert isinstance(said, SearchWords)
    return Linguistics.of("da", said.da)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("frivilligledelse", ("frivillig", "ledelse")), ("borgerinddragelse", ("borger", "inddragelse")),
        ("opgaveudvalg", ("opgave", "udvalg")), ("samarbejdsdrevet", ("samarbejd", "drevet")),
        ("byradsmode", ("byrad", "mode")), ("frivilligheden", ()), ("ledelserne", ()),
    ],
)  # fmt: skip
def test_compounds_are_split_by_the_words_of_the_corpus(
    danish: Linguistics, compound: str, parts: tuple[str, ...]
) -> None:
    known = [
        "frivillig",
        "ledelse",
        "borger",
        "inddragelse",
        "opgave",
        "udvalg",
        "samarbejde",
        "drevet",
        "byrad",
        "led",
    ]
    assert danish.split(compound, known) == parts


# Pages ----------------------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="da"><head><meta name="description" content="Kort"></head><body><nav>Menu</nav>
<article><h1 id="titel">Titel<a class="headerlink" href="#titel">#</a></h1><p>Først <a href="x/">et link</a> her.
<h2 id="a">Afsnit</h2><ul><li>Et<li>To <span data-search-exclude>skjult</span></ul><p hidden>Væk</p>
<dl><div id="ord"><dt>Ord</dt><dd>Betydning</dd></div></dl>
<section id="boks" aria-labelledby="navn"><p id="navn"><b>Boks</b></p><p>Inde</p></section>
<p>Efter</p></article></body></html>"""


def test_a_page_is_read_section_by_section() -> None:
    found = extract(PAGE)
    assert found is not None and found.title == "Titel" and found.description == "Kort"
    assert [(one.anchor, one.heading, [block.text for block in one.blocks]) for one in found.sections] == [
        ("", "Titel", ["Først et link her."]),
        ("a", "Afsnit", ["Et", "To", "Efter"]),
        ("ord", "Ord", ["Betydning"]),
        ("boks", "Boks", ["Inde"]),
    ]
    assert found.sections[0].blocks[0].linked == "et link"
    assert extract("<html><body><p>Ingen artikel</p></body></html>") is None


# Weights and files ----------------------------------------------------------------------------


def page(url: str, title: str, text: str, *keywords: str) -> SourcePage:
    return SourcePage(url, Extract(title, [Section("", title, [Block(text)])]), keywords)


def test_places_and_meanings_count(danish: Linguistics) -> None:
    pages = [
        page("a/", "Frivilligledelse", "Alle læser."),
        page("b/", "Andet", "Om frivillige her, og om ledelse der."),
        page("c/", "Tredje", "Ingenting her.", "ildsjæl"),
    ]
    weighed = weigh(pages, danish)
    title, text, keyword = (one[0][0].impacts for one in weighed.pages)
    assert title[stem("frivilligledelse", "da")] > text[stem("frivillige", "da")] > 0
    assert 0 < title[stem("frivillige", "da")] < title[stem("frivilligledelse", "da")], (
        "a part says less than the whole"
    )
    assert keyword[stem("frivillig", "da")] > 0, "words of the same meaning"
    assert "om" not in text, "stop words say nothing"


def test_what_every_page_says_is_not_searched(danish: Linguistics) -> None:
    pages = [page(f"{number}/", f"Side {number}", "Det samme overalt.") for number in range(6)]
    assert not any(one[0][0].text for one in weigh(pages, danish).pages)
    assert all(one[0][0].text for one in weigh(pages[:4], danish).pages)


def test_the_same_pages_give_the_same_bytes(danish: Linguistics) -> None:
    def once() -> dict[str, bytes]:
        pages = [page("a/", "Om borgere", "Borgernes møde."), page("b/", "Om møder", "Et møde med borgere, unge.")]
        return pack(weigh(pages, danish), danish, ["er", "e"], {"one": "1"})

    assert once() == once()
    changed = [page("a/", "Om borgere", "Borgernes andet møde.")]
    assert (
        json.loads(once()["index.json"])["version"]
        != json.loads(pack(weigh(changed, danish), danish, ["er", "e"], {"one": "1"})["index.json"])["version"]
    ), "what changed is not taken from a cache"


def test_a_form_stands_where_it_is_looked_for(danish: Linguistics) -> None:
    syllables = ["ba", "do", "fi", "gu", "le", "mo", "ni", "ra", "su", "te"]
    text = " ".join(a + b + c for a in syllables for b in syllables for c in syllables)
    made = pack(weigh([page("a/", "Ord", text + " by byernes")], danish), danish, [], {})
    cuts = json.loads(made["index.json"])["cuts"].split(" ")
    assert len(cuts) > 2
    for form in ("by", "byernes", "badofi", "teteba"):
        lines = made[f"w{place(form, cuts)}.txt"].decode().splitlines()
        assert any(
            form in {key + end for end in ends.split(",")} for key, ends, *_ in (one.split("|") for one in lines)
        )


# What it weighs -------------------------------------------------------------------------------


def weight(content: bytes) -> int:
    return len(brotli.compress(content, quality=11))


def cost(made: dict[str, bytes], query: list[str], misspelled: int = 0) -> int:
    """Bytes until the first answer: scripts, index, the files of the words, and the ten heaviest texts there are."""
    cuts = json.loads(made["index.json"])["cuts"].split(" ")
    names = {"index.json", *(f"w{place(fold(word), cuts)}.txt" for word in query)}
    if misspelled:
        names |= {f"s{misspelled + more}.txt" for more in (-1, 0, 1)} & set(made)
    longest = sorted((content for name, content in made.items() if name[0] == "t"), key=len)[-20:]
    texts = sorted(map(weight, longest), reverse=True)
    scripts = sum(weight((ROOT / "overrides/assets/javascripts" / name).read_bytes()) for name in SCRIPTS)
    return scripts + sum(weight(made[name]) for name in names) + sum(texts[:10])


def chapters(count: int) -> Iterator[SourcePage]:
    """Chapters of words that are used as unevenly as those of a language."""
    rng = random.Random(7)
    syllables = [a + b for a in "bdfghjklmnprstv" for b in ("a", "e", "i", "o", "u", "er", "en")]
    vocabulary = list({"".join(rng.choices(syllables, k=rng.choice((2, 2, 3, 4)))) for _ in range(20_000)})
    vocabulary.sort(key=lambda word: (len(word), word))
    shares = [1 / (rank + 3) for rank in range(len(vocabulary))]
    for number in range(count):
        said = rng.choices(vocabulary, shares, k=240)
        blocks = [Block(" ".join(said[at : at + 40])) for at in range(0, 240, 40)]
        title = " ".join(rng.choices(vocabulary, k=3))
        sections = [
            Section(f"s{at}" if at else "", title if not at else said[at], [one]) for at, one in enumerate(blocks)
        ]
        yield SourcePage(f"{number}/", Extract(title, sections), said[:12])


def test_a_thousand_chapters_cost_at_most_80_kilobytes(danish: Linguistics) -> None:
    pages = list(chapters(1000))
    made = pack(weigh(pages, danish), danish, ["erne", "er", "en", "e"], {})
    usual, rare, title = pages[0].keywords[0], pages[5].extract.sections[3].heading, pages[9].extract.title.split()
    for query in ([usual], [rare], title, [usual, rare, *title, *pages[77].extract.title.split()]):
        assert cost(made, query, misspelled=8) <= 80_000
    assert len(brotli.compress(b"".join(one for name, one in made.items() if name[0] == "w"), quality=5)) > 200_000


def test_nothing_of_a_page_that_asks_not_to_be_found(handbook: Handbook) -> None:
    made = files({"da": {"soeg": page("soeg/", "Søg", "x")}}, handbook.library)["da"]
    assert b"soeg/" in made["t0.json"]
    assert all(one.meta.get("noindex") for one in handbook.pages if one.key == "soeg")

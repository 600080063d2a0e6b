"""The console's templates and scripts: rules that hold for all of them."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recruit.entrypoints import mcp, web
from recruit.entrypoints.web.assets import ROOT as STATIC
from recruit.entrypoints.web.templates import ROOT
from recruit.entrypoints.web.text import LANGUAGE, LANGUAGES, catalogue, day, decimal, preferred, t

TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
SCRIPTS = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.glob("js/**/*.js"))
SOURCES = [
    *ROOT.rglob("*.html"),
    *Path(web.__file__).parent.rglob("*.py"),
    *Path(mcp.__file__).parent.glob("oauth*.py"),
]
TEXT = re.compile(r"""\bt\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
TAG = re.compile(r"<[a-z][^<>]*>", re.DOTALL)


def source(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tags(name: str) -> list[str]:
    """Return the tags of a template, with blanks in place of its statements and expressions."""
    return TAG.findall(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " x ", source(name), flags=re.DOTALL))


def icons() -> set[str]:
    """Return the names of the drawings in `icons.svg`."""
    return set(re.findall(r'<symbol id="([^"]*)"', (STATIC / "icons.svg").read_text("utf-8")))


def used_texts() -> set[str]:
    found = (TEXT.findall(path.read_text("utf-8")) for path in SOURCES)
    return {(double or single).replace('\\"', '"') for texts in found for double, single in texts}


@pytest.mark.parametrize("name", TEMPLATES)
def test_escaping_is_never_switched_off(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape", source(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_tags_have_neither_styles_nor_scripts_of_their_own(name: str) -> None:
    for tag in tags(name):
        assert not re.search(r"\s(style|on\w+|hx-on[:\w]*)\s*=", tag), tag
        assert "javascript:" not in tag


@pytest.mark.parametrize("name", TEMPLATES)
def test_icons_are_drawn(name: str) -> None:
    assert set(re.findall(r"""\bicon\("([^"]*)"\)""", source(name))) <= icons()


@pytest.mark.parametrize("name", TEMPLATES)
def test_whatever_htmx_processes_has_the_nonce(name: str) -> None:
    for tag in tags(name):
        if re.search(r"\shx-(?!nonce)", tag):
            assert "hx-nonce=" in tag, tag


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_form_that_writes_has_the_token(name: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", source(name), re.DOTALL):
        if 'method="post"' in form and not name.startswith(
            ("pages/login", "pages/setup", "pages/join", "pages/password")
        ):
            assert 'name="_csrf" value="{{ csrf }}"' in form


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_makes_markup_of_texts(name: str) -> None:
    script = (STATIC / name).read_text("utf-8")
    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b", script)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_text_is_translated_and_no_translation_is_left_over(language: str) -> None:
    own, english = catalogue(language), catalogue("en")
    wanted = used_texts() | set(english)  # some English texts are only found at run time, such as types of stages
    assert wanted - set(own) == set(), f"add these to {language}.json"
    assert set(own) - wanted == set(), f"remove these from {language}.json"
    for text, plural in english.items():
        assert isinstance(own[text], dict) == isinstance(plural, dict), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_values_of_their_texts(language: str) -> None:
    for text, translation in catalogue(language).items():
        forms = [translation] if isinstance(translation, str) else translation.values()
        for form in forms:
            assert set(re.findall(r"\{(\w+)\}", form)) <= set(re.findall(r"\{(\w+)\}", text)), text


def test_catalogues_are_sorted_json() -> None:
    for path in (Path(web.__file__).parent / "locales").glob("*.json"):
        assert (
            path.read_text("utf-8")
            == json.dumps(json.loads(path.read_text("utf-8")), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        ), f"sort {path.name}"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        *(("de-AT,de;q=0.9,en;q=0.8", "de"), ("fr, en;q=0.5, de;q=0.7", "de"), ("de;q=0, en", "en")),
        *(("*", "en"), ("x" * 1000, "en"), ("de;q=x", "en"), ("fr", "en"), ("", "en")),
    ],
)
def test_the_language_is_the_best_that_the_browser_names(header: str, language: str) -> None:
    assert preferred(header) == language


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    english = ("1 candidate", "1,000 candidates", "1,006.5", "2026-03-09")
    for language, texts in (("en", english), ("de", ("1 Person", "1.000 Personen", "1.006,5", "09.03.2026"))):
        chosen = LANGUAGE.set(language)
        shown = (decimal(1006.5), day(datetime(2026, 3, 9, 23, tzinfo=UTC)))
        assert (t("{n} candidates", n=1), t("{n} candidates", n=1000), *shown) == texts
        LANGUAGE.reset(chosen)


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert (
        t("{actor} merged {name} into {other}", actor="Dana", name="{other}", other="Bo")
        == "Dana merged {other} into Bo"
    )


def test_the_blocks_of_the_style_sheet_are_closed() -> None:
    depth = 0
    for line in (STATIC / "css/console.css").read_text("utf-8").splitlines():
        assert depth == 0 or not line.startswith("@layer"), line
        depth += line.count("{") - line.count("}")
    assert depth == 0

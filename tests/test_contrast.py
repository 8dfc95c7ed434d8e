"""Colours are far enough apart in every scheme: computed from the custom properties of the CSS."""

from __future__ import annotations

import re
from itertools import product

import pytest

from nokgen.messages import messages_for
from nokgen.pages.display import display_choices
from nokgen.render import further_stylesheets, stylesheet

Colour = tuple[float, float, float]

MAIN = stylesheet().decode()
CHOSEN = dict(further_stylesheets())["display.css"].decode()
TWO_COLOURS = ("black-on-white", "white-on-black", "blue-on-sky", "brown-on-beige", "green-on-dark")
SCHEMES = ("light", "dark", "dark by choice", *TWO_COLOURS)

STATUSES = ("good", "half", "wait", "now", "soon", "late", "silent")
GROUNDS = ("paper", "surface")
# Words on their grounds. WCAG 2.2, 1.4.3: 4.5, also where the words are large.
TEXTS = (
    *product(("ink", "muted", "accent", *STATUSES), GROUNDS),
    ("ink", "mark"),
    ("accent-ink", "accent"),
    ("head-ink", "head"),
)
# What shows a control, its state or a part of a chart. WCAG 2.2, 1.4.11: 3.
SHAPES = (
    *product(("edge", "focus", "accent", *STATUSES), GROUNDS),
    ("head-ink", "head"),  # the focus in the head of the page
    *product(STATUSES, ("line",)),  # shares on the track of a progress bar
)
# The ground of a status tag is this much of the colour of its words, and paper for the rest.
TINT = 0.11


def properties(css: str) -> dict[str, str]:
    """The custom properties of a piece of CSS, colours and references alike."""
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6}|var\(--[\w-]+\))(?=[;}])", css))


def block(css: str, opening: str) -> str:
    """The declarations that follow the one place where a rule opens so."""
    assert css.count(opening) == 1, opening
    start = css.index(opening) + len(opening)
    return css[start : css.index("}", start) + 1]


def tokens(scheme: str) -> dict[str, Colour]:
    """Every colour of a scheme by the name of its token."""
    found = properties(block(MAIN, ":root{color-scheme:light dark;"))
    match scheme:
        case "light":
            pass
        case "dark":
            start = "@media screen and (prefers-color-scheme:dark){:root:not([data-scheme]){"
            found |= properties(block(MAIN, start))
        case "dark by choice":
            found |= properties(block(CHOSEN, ':root[data-scheme="dark"]{'))
        case _:
            found |= properties(block(CHOSEN, ':root[data-scheme*="-on-"]{'))
            found |= properties(block(CHOSEN, f':is(:root,label)[data-scheme="{scheme}"]{{'))
    return {name: colour(value, found) for name, value in found.items()}


def colour(value: str, found: dict[str, str]) -> Colour:
    """Red, green and blue from 0 to 1, whether written in three digits, in six, or by name."""
    if name := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colour(found[name[1]], found)
    digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(shade: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shade]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def weak(scheme: str, pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
    """The pairs of a scheme that stand too close to each other."""
    shades = tokens(scheme)
    ratios = [(a, b, contrast(shades[a], shades[b])) for a, b in pairs]
    return [f"{a} on {b}: {ratio:.2f}" for a, b, ratio in ratios if ratio < least]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out(scheme: str) -> None:
    assert weak(scheme, TEXTS, 4.5) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_focus_and_charts_stand_out(scheme: str) -> None:
    pairs = SHAPES
    if scheme in TWO_COLOURS:
        # Lines are ink there, and bars are frames on paper.
        pairs = (*tuple(pair for pair in pairs if pair[1] != "line"), ("line", "paper"))
    assert weak(scheme, pairs, 3) == []


@pytest.mark.parametrize("scheme", ["light", "dark", "dark by choice"])
def test_words_of_a_status_stand_out_from_its_tint(scheme: str) -> None:
    assert f"color-mix(in srgb,var(--s) {TINT:.0%},var(--paper))" in MAIN
    shades = tokens(scheme)
    for status in STATUSES:
        mixed = zip(shades[status], shades["paper"], strict=True)
        red, green, blue = (TINT * ink + (1 - TINT) * paper for ink, paper in mixed)
        assert contrast(shades[status], (red, green, blue)) >= 4.5, status


@pytest.mark.parametrize("scheme", TWO_COLOURS)
def test_schemes_for_low_vision_reach_the_higher_contrast(scheme: str) -> None:
    """WCAG 2.2, 1.4.6 (level AAA): 7 for words. There are no more than two colours."""
    shades = tokens(scheme)
    assert contrast(shades["ink"], shades["paper"]) >= 7
    assert set(shades.values()) == {shades["ink"], shades["paper"]}


def test_every_colour_is_measured_somewhere() -> None:
    measured = {name for pair in (*TEXTS, *SHAPES) for name in pair}
    assert set(tokens("light")) == measured


def test_every_pair_of_one_rule_is_measured() -> None:
    """A component that sets words and ground together takes them from the pairs above."""
    sheets = [MAIN, *(content.decode() for _, content in further_stylesheets())]
    for rule in re.findall(r"\{([^{}]*)\}", "".join(sheets)):
        ground = re.search(r"background:var\(--([\w-]+)\)", rule)
        words = re.search(r"(?<![\w-])color:var\(--([\w-]+)\)", rule)
        if ground and words and words[1] != "s":
            pair = words[1], ground[1]
            assert pair in TEXTS or pair[::-1] in TEXTS, rule


def test_the_two_dark_blocks_are_one() -> None:
    assert tokens("dark") == tokens("dark by choice")


def test_the_panel_offers_the_schemes_that_are_tested() -> None:
    groups = {group.name: group.choices for group in display_choices(messages_for("ru"))}
    assert [c.value for c in groups["scheme"]] == ["", "light", "dark", *TWO_COLOURS]


def test_every_choice_of_the_panel_has_a_rule() -> None:
    for group in display_choices(messages_for("ru")):
        for choice in group.choices:
            if choice.value:
                assert f'[data-{group.name}="{choice.value}"]' in CHOSEN

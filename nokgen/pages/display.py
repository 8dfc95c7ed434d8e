"""The choices of the display panel go in, the page that offers and explains them comes out."""

from __future__ import annotations

from nokgen.messages import N_, Messages
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import DISPLAY, Heading, layout
from nokgen.pages.search import text_facts

# The name of an attribute of <html>, what it is called, and its values with their names. The
# rules for the values stand in templates/styles/schemes.css.
SIZES = (100, 125, 150, 175, 200, 250, 300)
_GROUPS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "scheme",
        N_("Colours"),
        (
            ("", N_("As on the device")),
            ("light", N_("Light")),
            ("dark", N_("Dark")),
            ("black-on-white", N_("Black on white")),
            ("white-on-black", N_("White on black")),
            ("blue-on-sky", N_("Dark blue on light blue")),
            ("brown-on-beige", N_("Brown on beige")),
            ("green-on-dark", N_("Green on dark")),
        ),
    ),
    ("face", N_("Typeface"), (("", N_("Without serifs")), ("serif", N_("With serifs")))),
    (
        "letters",
        N_("Space between letters"),
        (("", N_("Usual")), ("wide", N_("Wide")), ("wider", N_("Very wide"))),
    ),
    (
        "words",
        N_("Space between words"),
        (("", N_("Usual")), ("wide", N_("Wide")), ("wider", N_("Very wide"))),
    ),
    (
        "lines",
        N_("Space between lines"),
        (("", N_("Usual")), ("wide", N_("Wide")), ("wider", N_("Very wide"))),
    ),
    (
        "images",
        N_("Pictures and icons"),
        (("", N_("In colour")), ("grey", N_("Grey")), ("off", N_("Words instead"))),
    ),
)


def display_page(edition: Edition) -> views.DisplayPage:
    """The page of the panel; every other page brings its form from here."""
    say = edition.messages.gettext
    title = say("Version for people with low vision")
    lead = say("Larger text, other colours and spacing on all pages of this site.")
    return views.DisplayPage(
        layout=layout(edition, Heading(DISPLAY, title, lead, facts=text_facts(edition))),
        title=title,
        lead=lead,
        groups=display_choices(edition.messages),
    )


def display_choices(messages: Messages) -> tuple[views.ChoiceGroup, ...]:
    """All choices of the panel in the order in which it shows them."""
    say = messages.gettext
    sizes = [
        views.Choice("" if size == 100 else str(size), say("%(n)s %%", n=size)) for size in SIZES
    ]
    return (
        views.ChoiceGroup("size", say("Size of text"), tuple(sizes)),
        *(
            views.ChoiceGroup(
                name,
                say(label),
                tuple(views.Choice(value, say(choice)) for value, choice in choices),
            )
            for name, label, choices in _GROUPS
        ),
    )

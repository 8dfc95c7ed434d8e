"""Codes of the faults that reading a file can find: encoding, line ends, YAML."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

ENCODING_WRONG = Code(
    "encoding-wrong",
    Severity.ERROR,
    N_("the file is not text in UTF-8"),
    N_(
        "Letters are stored in a file as numbers, and an encoding says which number is which "
        "letter. All files of the site are in UTF-8. In another encoding (Windows-1251 is common) "
        "Russian letters would turn into signs that nobody can read. Save the file anew in UTF-8: "
        "Notepad offers it in “Save as”. A Word or PDF document is not text: put it into the folder"
        " documents/ and name it in `source`."
    ),
)
BYTE_ORDER_MARK = Code(
    "byte-order-mark",
    Severity.WARNING,
    N_("the file begins with an invisible mark (BOM)"),
    N_(
        "Some editors put an invisible mark at the beginning of a file in UTF-8. The site is built "
        "all the same, but other programs may take the mark for a part of the first key. Save the "
        "file as “UTF-8” and not as “UTF-8 with BOM”."
    ),
)
LINE_ENDS_WINDOWS = Code(
    "line-ends-windows",
    Severity.WARNING,
    N_("the lines end in the manner of Windows (CRLF)"),
    N_(
        "Windows ends a line with two characters, other systems with one. The site is built all the"
        " same, but when different people save a file differently, the history shows every line as "
        "changed. Choose LF in the editor: in VS Code a click on “CRLF” at the bottom of the window"
        " does it."
    ),
)
CONTROL_CHARACTER = Code(
    "control-character",
    Severity.ERROR,
    N_("an invisible control character (%(name)s) stands in the text"),
    N_(
        "Such characters come with text copied from PDF files and old programs. A reader does not "
        "see them, YAML does not allow them, and search stumbles over them. Delete the character: "
        "put the cursor behind it and press Backspace, or type the word anew."
    ),
)
FILE_EMPTY = Code(
    "file-empty",
    Severity.ERROR,
    N_("the file is empty"),
    N_(
        "There is nothing in the file but, perhaps, comments. Fill it in or delete it. `nokgen new`"
        " makes a file with all the keys and hints."
    ),
)
FILE_TOO_LARGE = Code(
    "file-too-large",
    Severity.ERROR,
    N_("the file is larger than %(limit)s MB"),
    N_(
        "A plan takes some tens of kilobytes. A file of megabytes has most likely got another "
        "document into it by mistake. Attached documents belong to the folder documents/, where "
        "files may be far larger. The owner of the site sets the limits by `limits:` in site.yaml."
    ),
)
TOO_MANY_VALUES = Code(
    "too-many-values",
    Severity.ERROR,
    N_("the file has more than %(limit)s keys and values"),
    N_(
        "A plan has some hundreds of them. So many come only with a table pasted into the file, or "
        "with a program that wrote it. Tables belong to results/ as CSV or XLSX. If the file must "
        "be so large, the owner of the site raises the limit by `limits:` in site.yaml."
    ),
)
NESTING_TOO_DEEP = Code(
    "nesting-too-deep",
    Severity.ERROR,
    N_("lists and keys are nested deeper than %(limit)s levels"),
    N_(
        "No file of the site needs so many levels. Most likely indentation grows from line to line "
        "by mistake, or opening brackets were not closed. Compare the file with a neighbouring one."
    ),
)
TAB_INDENTATION = Code(
    "tab-indentation",
    Severity.ERROR,
    N_("the line is indented with a tab"),
    N_(
        "In YAML indentation shows what belongs to what, and it is made of spaces only: a tab is as"
        " wide as each program likes. Replace the tab with spaces, two for each level."
    ),
)
NO_BREAK_SPACE = Code(
    "no-break-space",
    Severity.ERROR,
    N_("a no-break space stands where a plain one is needed"),
    N_(
        "Text copied from Word or from a web page often brings no-break spaces. They look like "
        "plain ones, but in indentation and after a colon YAML does not take them for spaces. "
        "Delete the space and type it anew."
    ),
)
NUMBER_SIGN_LOST = Code(
    "number-sign-lost",
    Severity.WARNING,
    N_("everything from `%(lost)s` on will not get to the site"),
    N_(
        "In YAML a sign # after a space begins a remark for editors, so “order # 66” becomes "
        "“order” and the number is lost. Write № instead, or put the whole text in quotes. If it "
        "is a remark, move it to a line of its own."
    ),
)
COLON_IN_TEXT = Code(
    "colon-in-text",
    Severity.ERROR,
    N_("there is a colon with a space in a text without quotes"),
    N_(
        "A colon with a space after it separates a key from its value. When a text has one of its "
        "own, the text must be in quotes, or stand below `>-` on lines of its own. Otherwise nobody"
        " can tell where the key ends."
    ),
)
COLON_MISSING = Code(
    "colon-missing",
    Severity.ERROR,
    N_("the line has neither a key with a colon nor a dash"),
    N_(
        "Every line is one of three: a key with a colon, an item of a list with a dash, or the "
        "continuation of a text that began above. This line looks like none of them. Perhaps the "
        "colon after the key was lost, or a long text goes on with too small an indentation."
    ),
)
SPACE_AFTER_COLON_MISSING = Code(
    "space-after-colon-missing",
    Severity.ERROR,
    N_("there is no space after the colon"),
    N_(
        "A key and its value are separated by a colon and a space. Without the space the two are "
        "one word. Add the space."
    ),
)
QUOTE_UNCLOSED = Code(
    "quote-unclosed",
    Severity.ERROR,
    N_("a quote is opened and never closed"),
    N_(
        "A text that begins with a quote ends only at the same quote. When that is missing, the "
        "rest of the file becomes a part of the text. Add the quote at the end of the text; if it "
        "should be a part of the text, use «…» instead."
    ),
)
QUOTE_INSIDE_TEXT = Code(
    "quote-inside-text",
    Severity.ERROR,
    N_("the text goes on after its closing quote"),
    N_(
        "A text in quotes ends at the second quote, and nothing may follow. When the text itself "
        "has quotes, write them as «…», or put the whole text in quotes of the other kind."
    ),
)
BACKSLASH_IN_QUOTES = Code(
    "backslash-in-quotes",
    Severity.ERROR,
    N_("a backslash stands in a text in double quotes"),
    N_(
        "In double quotes a backslash begins a special sign, and this one is unknown. Put the text "
        "in single quotes instead: 'C:\\Plans'. There a backslash is just a backslash."
    ),
)
BRACKET_UNCLOSED = Code(
    "bracket-unclosed",
    Severity.ERROR,
    N_("a bracket is opened and never closed"),
    N_(
        "A value that begins with `[` is a list and ends with `]`; one that begins with `{` ends "
        "with `}`. Add the closing bracket. If the text itself begins with a bracket, put it in "
        "quotes."
    ),
)
INDENTATION_WRONG = Code(
    "indentation-wrong",
    Severity.ERROR,
    N_("the indentation does not fit the lines above"),
    N_(
        "Indentation shows what belongs to what: keys of one level begin in the same column, dashes"
        " of one list too. This line begins where no line above it began. Move it under its "
        "neighbours."
    ),
)
LIST_ITEM_WITHOUT_SPACE = Code(
    "list-item-without-space",
    Severity.ERROR,
    N_("there is no space after the dash of the list"),
    N_(
        "An item of a list begins with a dash and a space. Without the space the line is taken for "
        "plain text. Add the space."
    ),
)
SPECIAL_FIRST_CHARACTER = Code(
    "special-first-character",
    Severity.ERROR,
    N_("a text cannot begin with “%(sign)s” without quotes"),
    N_(
        "Some signs mean something special at the beginning of a value: @ ` %% & * ! | > - ? , ] }."
        " A text that begins with one of them must be in quotes."
    ),
)
YAML_SYNTAX = Code(
    "yaml-syntax",
    Severity.ERROR,
    N_("this line cannot be understood"),
    N_(
        "The file breaks the rules of YAML at this place or on the line above it. Look at the colon"
        " and the space after the key, at the indentation, at quotes and brackets; compare with a "
        "neighbouring record. A text with unusual signs is best put in quotes."
    ),
)
SECOND_DOCUMENT = Code(
    "second-document",
    Severity.ERROR,
    N_("a second document begins inside the file"),
    N_(
        "Three dashes or three dots on a line of their own end a document. Everything below them "
        "would be lost. Delete the line, or put the second document into a file of its own."
    ),
)
ANCHOR = Code(
    "anchor",
    Severity.ERROR,
    N_("`%(name)s` is an anchor, and they are not used here"),
    N_(
        "In YAML `&name` marks a part of a file and `*name` repeats it elsewhere. Here every record"
        " is written out, so that it can be read and changed by itself. Write the value out; a text"
        " that begins with such a sign is put in quotes."
    ),
)
TAG = Code(
    "tag",
    Severity.ERROR,
    N_("`%(name)s` is a tag, and they are not used here"),
    N_(
        "In YAML a word with an exclamation mark in front of a value orders a program how to read "
        "it. Here the type of every key is known. Delete the tag; a text that begins with an "
        "exclamation mark is put in quotes."
    ),
)
DUPLICATE_KEY = Code(
    "duplicate-key",
    Severity.ERROR,
    N_("the key `%(key)s` is already there, on line %(line)s"),
    N_(
        "A key may stand only once in a record: of two values one would be lost, and nobody could "
        "say which. Keep one of them. If a new measure begins here, its first line lacks a dash."
    ),
)
KEY_NOT_TEXT = Code(
    "key-not-text",
    Severity.ERROR,
    N_("a key must be a word"),
    N_(
        "In front of the colon there is nothing, or a list, or something in brackets. Write the key"
        " as a plain word. A text with a colon in it is put in quotes."
    ),
)
HEAD_MISSING = Code(
    "head-missing",
    Severity.ERROR,
    N_("the page has no head"),
    N_(
        "A page begins with a head: a line of three dashes, the title and other keys, again a line "
        "of three dashes. The text of the page stands below it."
    ),
)
HEAD_UNCLOSED = Code(
    "head-unclosed",
    Severity.ERROR,
    N_("the head of the page is not closed"),
    N_(
        "The head of a page stands between two lines of three dashes. The second line is missing, "
        "so that the whole text of the page would be taken for keys."
    ),
)

ALL: tuple[Code, ...] = (
    ENCODING_WRONG,
    BYTE_ORDER_MARK,
    LINE_ENDS_WINDOWS,
    CONTROL_CHARACTER,
    FILE_EMPTY,
    FILE_TOO_LARGE,
    TOO_MANY_VALUES,
    NESTING_TOO_DEEP,
    TAB_INDENTATION,
    NO_BREAK_SPACE,
    NUMBER_SIGN_LOST,
    COLON_IN_TEXT,
    COLON_MISSING,
    SPACE_AFTER_COLON_MISSING,
    QUOTE_UNCLOSED,
    QUOTE_INSIDE_TEXT,
    BACKSLASH_IN_QUOTES,
    BRACKET_UNCLOSED,
    INDENTATION_WRONG,
    LIST_ITEM_WITHOUT_SPACE,
    SPECIAL_FIRST_CHARACTER,
    YAML_SYNTAX,
    SECOND_DOCUMENT,
    ANCHOR,
    TAG,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    HEAD_MISSING,
    HEAD_UNCLOSED,
)

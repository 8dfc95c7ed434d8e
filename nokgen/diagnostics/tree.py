"""Codes of the faults of the tree: names, places, unknown and missing files."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

CONTENT_MISSING = Code(
    "content-missing",
    Severity.ERROR,
    N_("there is no folder content/"),
    N_(
        "Everything that the site shows stands in the folder content/ beside site.yaml. Perhaps "
        "the command was started in another folder: go to the folder of the site, or name it with "
        "`-C`."
    ),
)
RECORD_MISSING = Code(
    "record-missing",
    Severity.ERROR,
    N_("there is no `%(name)s`"),
    N_(
        "Every region has a file region.yaml with its name, every municipality has "
        "municipality.yaml, every site has site.yaml. Without it the other files of the folder "
        "have no place on the site."
    ),
)
UNKNOWN_FILE = Code(
    "unknown-file",
    Severity.ERROR,
    N_("nothing is known about a file `%(name)s` at this place"),
    N_(
        "The place of a file says what it is: plans stand in plans/, results in results/, plans of "
        "organisations in improvement/, attached files in documents/, pages in content/pages/; "
        "beside the record of a municipality there may be organizations.yaml, publications.yaml, "
        "surveys.yaml and council.yaml. A file in another place, or with a slip in its name, would "
        "not get to the site, and so it is an error and not silence. Move or rename it; attached "
        "files belong to documents/."
    ),
)
UNKNOWN_FOLDER = Code(
    "unknown-folder",
    Severity.ERROR,
    N_("nothing is known about a folder `%(name)s` at this place"),
    N_(
        "In the folder of a region or a municipality there are the folders plans/, results/, "
        "improvement/ and documents/; in a region there are also the folders of its "
        "municipalities. What stands in another folder would not get to the site."
    ),
)
STRAY_FILE = Code(
    "stray-file",
    Severity.WARNING,
    N_("the file `%(name)s` will not be published"),
    N_(
        "Only records in YAML, pages in Markdown, tables in results/ and the files in documents/ "
        "get to the site. If readers should see this file, move it to documents/; otherwise delete "
        "it."
    ),
)
FILE_NAME_MALFORMED = Code(
    "file-name-malformed",
    Severity.ERROR,
    N_("the name `%(name)s` cannot become an address"),
    N_(
        "The name of a file or folder becomes a part of the address of a page. Addresses are made "
        "of small Latin letters, digits and hyphens; names of attached files may also have capital "
        "letters, dots and underscores. Windows knows no names such as con, nul or com1, and the "
        "longest is 120 characters. Rename it. The title that readers see is written inside the "
        "file and may be any."
    ),
)
CASE_COLLISION = Code(
    "case-collision",
    Severity.ERROR,
    N_("`%(name)s` and `%(other)s` differ only in capital letters"),
    N_(
        "Windows and macOS take such names for one file: for some people one of them would "
        "overwrite the other. Rename one."
    ),
)
SYMBOLIC_LINK = Code(
    "symbolic-link",
    Severity.ERROR,
    N_("`%(name)s` is a link to another file"),
    N_(
        "A symbolic link leads to another place of the disk, which other computers do not have, "
        "and could publish a file that was not meant for it. Put the file itself there."
    ),
)
SPECIAL_FILE = Code(
    "special-file",
    Severity.ERROR,
    N_("`%(name)s` is not an ordinary file"),
    N_("This is a pipe, a socket or a device: it has no text that could be read. Delete it."),
)
DOCUMENT_NOT_PASSIVE = Code(
    "document-not-passive",
    Severity.ERROR,
    N_("`%(name)s` is not of a kind that may be published as it is"),
    N_(
        "Attached files are published untouched, at the address of the site. A web page, a picture "
        "in SVG or a program among them could act in the name of the site: ask readers for data or "
        "show them what the site never said. So only documents, tables, pictures, sound and "
        "archives are taken. Save the document as PDF, or pack the files into a ZIP archive."
    ),
)
UNREADABLE_FILE = Code(
    "unreadable-file",
    Severity.ERROR,
    N_("`%(path)s` cannot be read"),
    N_(
        "The system does not let the program read this file or folder: rights are missing, the "
        "disk has failed, or it was deleted a moment ago. Check its rights and try again."
    ),
)
FOLDER_TOO_DEEP = Code(
    "folder-too-deep",
    Severity.ERROR,
    N_("folders are nested too deeply"),
    N_(
        "No record of the site stands so deep. Most likely a folder was copied into itself by "
        "mistake."
    ),
)
RESERVED_ADDRESS = Code(
    "reserved-address",
    Severity.ERROR,
    N_("the address `%(address)s` is taken by the site itself"),
    N_(
        "Some addresses belong to the pages that the program makes: search, the calendar, the "
        "methodology. A folder or a page of the same name would stand in their place. Choose "
        "another name."
    ),
)
DUPLICATE_ADDRESS = Code(
    "duplicate-address",
    Severity.ERROR,
    N_("the address `%(address)s` is already taken by `%(other)s`"),
    N_(
        "Each page has an address of its own, and it comes from the name of the file or folder. "
        "Two pages cannot stand at one address: rename one of them."
    ),
)
ALIAS_TAKEN = Code(
    "alias-taken",
    Severity.ERROR,
    N_("the old address `%(address)s` is taken by `%(other)s`"),
    N_(
        "`aliases` lists the addresses at which a page stood before; they lead readers on to it. "
        "This address belongs to another page now, or to another list of old addresses. Keep it in "
        "one place."
    ),
)

ALL: tuple[Code, ...] = (
    CONTENT_MISSING,
    RECORD_MISSING,
    UNKNOWN_FILE,
    UNKNOWN_FOLDER,
    STRAY_FILE,
    FILE_NAME_MALFORMED,
    CASE_COLLISION,
    SYMBOLIC_LINK,
    SPECIAL_FILE,
    DOCUMENT_NOT_PASSIVE,
    UNREADABLE_FILE,
    FOLDER_TOO_DEEP,
    RESERVED_ADDRESS,
    DUPLICATE_ADDRESS,
    ALIAS_TAKEN,
)

"""The part `rebuild`: a budget of time goes in; a site is built over and over under circumstances
that must not matter, and whatever comes out otherwise is a fault.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tools.torture.part import Part

ROOT = Path(__file__).resolve().parent.parent.parent
SITES = (ROOT / "examples" / "site", ROOT)
SOURCES = ("site.yaml", "content", "permalinks.lock")
TODAY = "2026-11-22"
BASE_URL = "https://example.org/nok/"
MARKER = ".nokgen-output"

# Each table is one thing that must not matter; a variation takes one of each at random.
FOLDERS = ("site", "копия сайта", "a/b/c/d/e", "it's (1) & 100%", "Straße-İı", "x" * 120)
LOCALES = ("C", "POSIX", "C.UTF-8", "ru_RU.UTF-8", "ru_RU.KOI8-R", "tr_TR.UTF-8", "de_DE")
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns")
UMASKS = (0o022, 0o077, 0o000, 0o027)
UTF8: tuple[Mapping[str, str], ...] = (
    {},
    {"PYTHONUTF8": "1"},
    {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
# Not -OO: it takes the sentences away that describe the interface in api/v1/openapi.json.
PYTHON: tuple[tuple[str, ...], ...] = ((), ("-O",), ("-X", "dev"))
# Of `nokgen build` itself. What speeds a build up belongs here: it must not show in the pages.
OPTIONS: tuple[tuple[str, ...], ...] = (("--jobs", "1"), ("--jobs", "2"), ("--jobs", "3"))
# What a person may have set for git, to its worst.
GIT_SETTINGS = """\
[color]
\tui = always
[core]
\tquotePath = true
\tabbrev = 4
[log]
\tdate = relative
\tshowSignature = true
\tfollow = true
[diff]
\trenames = copies
\tnoprefix = true
\tmnemonicPrefix = true
[i18n]
\tlogOutputEncoding = KOI8-R
[status]
\tshort = true
\tbranch = true
\trelativePaths = false
"""


@dataclass(frozen=True, slots=True)
class Variation:
    """Everything around one build that must not matter; `seed` chooses what is not named here.

    `options` are further ones of `nokgen build`; with `is_over`, an old output stands there.
    """

    seed: int
    folder: str
    python: tuple[str, ...]
    options: tuple[str, ...]
    umask: int
    environ: Mapping[str, str]
    is_over: bool
    is_linked: bool

    @classmethod
    def of(cls, seed: int, **fixed: object) -> Variation:
        """The variation of a seed; `fixed` names what is not left to chance."""
        chance = Random(seed)
        chosen: dict[str, object] = {
            "folder": chance.choice(FOLDERS),
            "python": chance.choice(PYTHON),
            "options": chance.choice(OPTIONS),
            "umask": chance.choice(UMASKS),
            "environ": _environ(chance),
            "is_over": chance.random() < 0.5,
            "is_linked": chance.random() < 0.5,
        }
        return cls(seed=seed, **{**chosen, **fixed})  # type: ignore[arg-type]


def run(budget: float, seed: int) -> Part:
    """Build the sites, with git and without, until the time is over; the first of each is right."""
    began = time.monotonic()
    chance, faults, runs = Random(seed), [], 0
    with TemporaryDirectory(prefix="nokgen-rebuild-") as name:
        place = Path(name)
        right: dict[Path, tuple[Variation, Path]] = {}
        for number, source in enumerate(_sources(place)):
            if time.monotonic() - began > budget and runs >= len(SITES):
                break
            variation = Variation.of(chance.getrandbits(31))
            known = right.get(source)
            work = place / str(number)
            built = build_varied(
                source, work, variation, known[1] if known else None, place / "compiled"
            )
            runs += 1
            if isinstance(built, str):
                faults.append(f"{_named(source, place)}: {built}\n{variation}")
            elif known is None:
                right[source] = variation, built
                continue
            elif found := differences(known[1], built):
                told = "\n".join(found[:10])
                faults.append(f"{_named(source, place)}:\n{told}\n{known[0]}\n{variation}")
            shutil.rmtree(work, ignore_errors=True)
    notes = (f"{len(right)} sites, each against its first build",)
    return Part("rebuild", runs, tuple(faults), time.monotonic() - began, notes)


def build_varied(
    source: Path,
    work: Path,
    variation: Variation,
    old: Path | None = None,
    compiled: Path | None = None,
) -> Path | str:
    """Build a copy of the site at `source` below `work`: its output, or what went wrong.

    A source with a repository is cloned. `old` is built over where the variation says so. What
    Python compiles is kept in `compiled`, else where Python always keeps it.
    """
    root, output = work / variation.folder, work / "out" / "public"
    lay_out(source, root, variation)
    if variation.is_over and old is not None:
        damaged(old, output, Random(variation.seed))
    for each in ("home", "tmp"):
        (work / each).mkdir()
    (work / "gitconfig").write_text(GIT_SETTINGS, encoding="utf-8")
    if variation.is_linked:
        (work / "link").symlink_to(root, target_is_directory=True)
    done = subprocess.run(
        [
            *(sys.executable, *variation.python, "-m", "tools.torture.shuffled"),
            *(str(variation.seed), "build", "-q", "--no-search", "--today", TODAY),
            *("-C", str(work / "link" if variation.is_linked else root), "-d", str(output)),
            *("--base-url", BASE_URL, *variation.options),
        ],
        cwd=work,
        env=_around(work, variation, compiled),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        umask=variation.umask,
        check=False,
    )
    if done.returncode:
        return f"ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}"
    return output


def lay_out(source: Path, root: Path, variation: Variation) -> None:
    """The sources in a folder of their own: cloned, or copied in any order at any time."""
    chance = Random(variation.seed)
    root.parent.mkdir(parents=True, exist_ok=True)
    if (source / ".git").is_dir() and source != ROOT:
        _git(source, "clone", "-q", "--no-hardlinks", ".", str(root))
    else:
        files = sorted(_files_of(source))
        chance.shuffle(files)
        for file in files:
            target = root / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    for path in sorted(root.rglob("*")):
        if path.is_file() and ".git" not in path.relative_to(root).parts:
            moment = chance.randrange(1, 2**31)
            os.utime(path, (moment, moment))


def damaged(old: Path, output: Path, chance: Random) -> None:
    """A copy of an output in which files are missing, changed and too many."""
    shutil.copytree(old, output)
    files = sorted(path for path in output.rglob("*") if path.is_file() and path.name != MARKER)
    for path in chance.sample(files, k=len(files) // 4):
        match chance.randrange(3):
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(path.read_bytes()[::-1])
            case _:
                path.with_name(f"{path.name}.old").write_bytes(b"old")


def repository(site: Path, folder: Path) -> Path:
    """A copy of a site in a repository of two commits, made on days that are always the same."""
    for file in _files_of(site):
        target = folder / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    _git(folder, "init", "-q", "-b", "main")
    plan = next(iter(sorted(folder.glob("content/**/plans/*.yaml"))))
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("title: ", "title: Прежний ", 1), encoding="utf-8")
    for day, content in (("2026-10-01", None), ("2026-11-01", text)):
        if content is not None:
            plan.write_text(content, encoding="utf-8")
        _git(folder, "add", "-A")
        _git(folder, "commit", "-q", "-m", f"As of {day}", day=day)
    return folder


def differences(one: Path, other: Path) -> list[str]:
    """What differs between two outputs; what Pagefind writes is left out, it differs always."""
    first, second = tree(one), tree(other)
    found = [f"missing: {path}" for path in sorted(first.keys() - second.keys())]
    found += [f"too many: {path}" for path in sorted(second.keys() - first.keys())]
    both = sorted(first.keys() & second.keys())
    return found + [f"differs: {path}" for path in both if first[path] != second[path]]


def tree(folder: Path) -> dict[str, bytes]:
    """All files of an output by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] != "pagefind"
    }


def _sources(place: Path) -> Iterator[Path]:
    """The sites without git and with it, in turn, without end."""
    kept = [repository(site, place / f"git-{number}") for number, site in enumerate(SITES)]
    while True:
        yield from (*SITES, *kept)


def _named(source: Path, place: Path) -> str:
    return str(source.relative_to(place if source.is_relative_to(place) else ROOT))


def _files_of(site: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = site / name
        found = path.rglob("*") if path.is_dir() else (path,)
        yield from (each for each in found if each.is_file())


def _environ(chance: Random) -> Mapping[str, str]:
    locale = chance.choice(LOCALES)
    return {
        "PYTHONHASHSEED": str(chance.randrange(2**32)),
        "TZ": chance.choice(ZONES),
        "LANG": chance.choice(LOCALES),
        "LC_ALL": locale,
        "LANGUAGE": chance.choice(("ru", "en", "tr:de")),
        "USER": chance.choice(("root", "nobody", "Клерк")),
        "SOURCE_DATE_EPOCH": str(chance.randrange(2**31)),  # --today wins
        "COLUMNS": str(chance.randrange(20, 300)),
        **chance.choice(UTF8),
    }


def _around(work: Path, variation: Variation, compiled: Path | None) -> dict[str, str]:
    """The whole environment of a build: nothing comes from this process but the way to programs."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(work / "home"),
        "TMPDIR": str(work / "tmp"),
        "GIT_CONFIG_GLOBAL": str(work / "gitconfig"),
        "GIT_DIR": str(work / "nowhere"),  # as a hook of another repository leaves it
        **({"PYTHONPYCACHEPREFIX": str(compiled)} if compiled else {}),
        **variation.environ,
    }


def _git(folder: Path, *arguments: str, day: str = TODAY) -> None:
    moment = f"{day}T12:00:00+03:00"
    who = {"NAME": "Редактор", "EMAIL": "editor@example.org"}
    environ: dict[str, str] = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "HOME": str(folder),
    }
    for role in ("AUTHOR", "COMMITTER"):
        environ |= {f"GIT_{role}_{key}": value for key, value in who.items()}
        environ[f"GIT_{role}_DATE"] = moment
    command: Sequence[str] = ("git", "-C", str(folder), *arguments)
    subprocess.run(command, env=environ, check=True, capture_output=True)

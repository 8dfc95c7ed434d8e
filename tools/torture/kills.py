"""Kill -9 at every change of the disk and at random: a budget goes in, the figures come out.

A run is killed in a forked child: before each call that changes the disk, in the middle of each
write, or after a random time. Then the output must be wholly the old site or wholly the new one,
the sources untouched, and the next run must leave what an undisturbed one leaves.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import BinaryIO, NoReturn

from nokgen.build import Options, Search, build
from nokgen.build.look import Look, forget_ledger, keep_ledger
from nokgen.build.store import Store
from nokgen.cli.main import run as run_command
from nokgen.messages import messages_for
from nokgen.new import init
from nokgen.pages.files import OutputFile
from nokgen.write import file, stage, staged, swap
from tools.torture.part import Part

NEVER = -2
TODAY = date(2026, 11, 22)
OLD = {"index.html": b"old home", "plan/index.html": b"old plan", "css/site.css": b"css"}
_BODY = b"body"  # the same bytes twice in a row: the second is a link to the first
NEW = {"index.html": b"new home", "plan/index.html": b"new plan", "body/index.html": _BODY}
NEW |= {"body/data.json": _BODY}

# Events of Python's audit hooks (docs.python.org, "Audit events table") that come before a change.
_MAKING = frozenset({"open", "os.mkdir", "os.link", "os.write", "shutil.copyfile"})
_CHANGING = _MAKING | {"os.rename", "os.remove", "os.rmdir", "os.chmod", "subprocess.Popen"}
_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_BUG = 70
_DIFFERING = re.compile(r"pagefind/|manifest\.")

Sums = Mapping[str, str]
Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class End:
    """How a child ended: its code (negative: a signal), what it said, whether it was struck.

    `changes` is how many changes of the disk it came to.
    """

    code: int
    said: str
    struck: bool
    changes: int


def kill() -> None:
    """What no program can take precautions against."""
    os.kill(os.getpid(), signal.SIGKILL)


def struck_at(
    number: int, work: Callable[[], int], below: Path, act: Act = kill, *, lasting: bool = False
) -> End:
    """Run `work` in a child where `act` happens at the change of that number (0 is the first).

    Changes are counted on files below a folder. A `lasting` act happens at all later ones that
    need room on the disk, too. `act` kills, or raises what the call would have raised.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as mark:
        child = os.fork()
        if child == 0:
            _be_mortal(work, _Fate(number, below, act, lasting, mark.fileno()), said)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        mark.seek(0)
        text, marks = said.read().decode(errors="replace"), mark.read()
        code = os.waitstatus_to_exitcode(status)
        return End(code, text, b"!" in marks, len(marks.replace(b"!", b"")))


def _be_mortal(work: Callable[[], int], fate: _Fate, said: BinaryIO) -> NoReturn:
    code = _BUG
    try:
        for number in (1, 2):
            os.dup2(said.fileno(), number)
        sys.stdout = sys.stderr = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.dont_write_bytecode = True
        setattr(os, "write", fate.write)  # noqa: B010  (what is set has other types)
        sys.addaudithook(fate.hook)
        code = work()
    except BaseException:  # told as a bug: no exception may come out of a command
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


@dataclass(slots=True)
class _Fate:
    """Counts the changes of one child and strikes at one of them."""

    left: int
    below: Path
    act: Act
    lasting: bool
    mark: int
    _write: Callable[[int, bytes], int] = field(default=os.write)

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        """Called by Python before whatever it does."""
        if event == "open":
            changes = isinstance(args[2], int) and bool(args[2] & _FLAGS) and self._is_ours(args[0])
        elif event == "ctypes.dlsym":  # the exchange of two folders is called through it
            changes = args[1] == "renameat2"
        else:
            changes = event in _CHANGING and self._is_ours(args[0])
        if changes and self._is_time(event):
            self._strike()

    def write(self, handle: int, data: bytes) -> int:
        """Half of the bytes come to the disk before the blow."""
        if handle > 2 and self._is_time("os.write"):
            self._write(handle, data[: len(data) // 2])
            self._strike()
        return self._write(handle, data)

    def _strike(self) -> None:
        self._write(self.mark, b"!")
        self.act()

    def _is_time(self, event: str) -> bool:
        self.left -= 1
        self._write(self.mark, b".")
        return self.left == -1 or (self.lasting and self.left < 0 and event in _MAKING)

    def _is_ours(self, path: object) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        name = Path(os.fsdecode(path))
        return not name.is_absolute() or name.is_relative_to(self.below)


def in_two_steps() -> None:
    """Make this process one of a system that knows no exchange."""
    for module, name in ((swap, "exchange"), (file, "exchange"), (file, "settle")):
        setattr(module, name, lambda _one, _other: False)


def sums(folder: Path) -> Sums:
    """Path → digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _site_sums(public: Path) -> Sums | None:
    """As `sums` without Pagefind's own files, which differ from run to run, and the manifest.

    None if a file is not what the manifest of the same site says, Pagefind's included.
    """
    found = sums(public)
    listed = (public / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    for digest, _, path in (line.partition("  ") for line in listed):
        if found.get(path) != digest:
            return None
    return {path: digest for path, digest in found.items() if not _DIFFERING.match(path)}


def publish(public: Path, site: Mapping[str, bytes]) -> int:
    """A build without its first half: the files of a site are put in place."""
    with staged(public, patience=0) as stage:
        stage.put([OutputFile(path, content) for path, content in site.items()])
        stage.settle()
        stage.commit()
    return 0


def swap_faults(
    home: Path, *, exchange: bool, act: Act = kill, stride: int = 1
) -> Iterator[str | None]:
    """For every `stride`th change of the disk while a site is replaced: what is wrong, or None."""
    public = home / "public"
    known = []
    for site in (NEW, OLD):
        publish(public, site)
        known.append(sums(public))

    def work() -> int:
        if not exchange:
            in_two_steps()
        return publish(public, NEW)

    for number in count(0, stride):
        publish(public, OLD)
        end = struck_at(number, work, home, act)
        if not end.struck:
            return
        fault = None
        if not public.exists():  # between two renames
            fault = None if not exchange else "there is no site"
        elif sums(public) not in known:
            fault = "the site is a mixture"
        publish(public, NEW)
        if sums(public) != known[0] or sorted(os.listdir(home)) != ["public"]:  # noqa: PTH208
            fault = "the next build does not heal"
        yield fault and f"replacing a site (exchange: {exchange}), change {number}: {fault}"


@contextmanager
def spares() -> Iterator[None]:
    """Here even the smallest site is worth a spare tree."""
    before = stage.WORTH_A_SPARE, stage.WORTH_IT
    stage.WORTH_A_SPARE = stage.WORTH_IT = 1
    try:
        yield
    finally:
        stage.WORTH_A_SPARE, stage.WORTH_IT = before


def publish_known(home: Path, site: Mapping[str, bytes]) -> int:
    """As `publish`, into `public` of a folder, with a ledger as a build keeps it in its cache."""
    store = Store(home / "cache")
    look = Look(store, "", home / "public")
    with staged(home / "public", patience=0, last=look.last) as made:
        made.put([OutputFile(path, content) for path, content in site.items()])
        forget_ledger(store)
        made.settle()
        made.commit()
        ledger = made.ledger()
        if ledger is not None:
            keep_ledger(store, "", ledger)
    return 0


def spare_faults(
    home: Path, *, exchange: bool, act: Act = kill, stride: int = 1
) -> Iterator[str | None]:
    """For every `stride`th change while a spare tree takes the place of a site: what is wrong.

    The build that heals and the one after it must find nothing that they believe in vain.
    """
    public, work = home / "public", home / ".public.nokgen"

    def work_on_it() -> int:
        if not exchange:
            in_two_steps()
        return publish_known(home, NEW)

    with spares():
        known = []
        for site in (NEW, OLD):
            publish_known(home, site)
            known.append(sums(public))
        for number in count(0, stride):
            fault = None
            for site in (OLD, NEW, OLD):
                publish_known(home, site)
                if sums(public) != known[site is OLD]:
                    fault = "a later build is wrong"
            end = struck_at(number, work_on_it, home, act)
            if not end.struck:
                return
            if not public.exists():  # between two renames
                fault = None if not exchange else "there is no site"
            elif sums(public) not in known:
                fault = "the site is a mixture"
            publish_known(home, NEW)
            left = set(os.listdir(work)) if work.exists() else set()  # noqa: PTH208
            if sums(public) != known[0] or left - {"spare"}:
                fault = "the next build does not heal"
            yield fault and f"a spare tree (exchange: {exchange}), change {number}: {fault}"


def _site(root: Path) -> Path:
    """A small site with something to do for every command."""
    init(root, messages_for("ru"))
    page = root / "content/pages/odd.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("---\ntitle:    'Odd'\n---\n\nText.\n", encoding="utf-8")
    (root / "plan.txt").write_text(DOCUMENT, encoding="utf-8")
    return root


DOCUMENT = """ПЛАН мероприятий по независимой оценке качества на 2020 год
№ п/п\tНаименование мероприятия\tСрок\tОтветственный
1\tРазместить итоги на сайте\tдо 1 мая 2020 г.\tОтдел образования
"""


def commands(root: Path) -> Mapping[str, Sequence[str]]:
    """Every command that writes sources, and how it is called for the site of `_site`."""
    town = next((root / "content").glob("*/*/municipality.yaml")).parent
    address = town.relative_to(root / "content").as_posix()
    return {
        "fmt": ["fmt"],
        "new": ["new", "plan", f"{address}/plans/2022-media"],
        "import": ["import", "plan.txt", "--to", f"{address}/plans/2020-media"],
        "permalinks": ["permalinks"],
        "owners": ["owners"],
        "init": ["init", "another"],
    }


def command_faults(
    home: Path, name: str, act: Act = kill, *, stride: int = 1, lasting: bool = False
) -> Iterator[str | None]:
    """For every `stride`th change of the disk by a command: what is wrong after the blow, or None.

    No file is half written, none is touched that the command does not write, and the same command
    brings its work to an end the next time; no drafts stay.
    """
    for module in ("nokgen.fmt", "nokgen.import_", "nokgen.owners", "nokgen.check"):
        import_module(module)  # once, and not in each child
    start, root = _site(home / "start"), home / "site"
    _own(start)
    argv = commands(start)[name]
    before = sums(start)
    # What an undisturbed run makes of it.
    shutil.copytree(start, root)
    struck_at(NEVER, lambda: _command(root, argv), home)
    after = sums(root)
    for number in count(0, stride):
        shutil.rmtree(root)
        shutil.copytree(start, root)
        end = struck_at(number, lambda: _command(root, argv), home, act, lasting=lasting)
        if not end.struck:
            return
        fault = _odd(sums(root), before, after)
        again = struck_at(NEVER, lambda: _command(root, argv), home)
        healed = sums(root)
        # What was there before the blow already is told, not made twice.
        if healed != after:
            fault = f"the same command does not heal: {again.said}"
        if "Traceback" in end.said + again.said:
            fault = f"a traceback: {end.said}{again.said}"
        yield fault and f"{name}, change {number}: {fault}"


def _own(root: Path) -> None:
    region = next((root / "content").glob("*/region.yaml"))
    with region.open("a", encoding="utf-8") as stream:
        stream.write("\nowners: [example]\n")


def _command(root: Path, argv: Sequence[str]) -> int:
    os.chdir(root)
    return run_command(["--today", TODAY.isoformat(), *argv], messages_for("ru"))


def _odd(found: Sums, before: Sums, after: Sums) -> str | None:
    """The first file that is neither as before nor as after, drafts aside."""
    for path, digest in found.items():
        is_draft = path.rpartition("/")[2].startswith(".nokgen-")
        if not is_draft and digest not in (before.get(path), after.get(path)):
            return f"{path} is neither the old nor the new file"
    lost = before.keys() & after.keys() - found.keys()
    return f"lost: {sorted(lost)}" if lost else None


def build_faults(home: Path, rng: random.Random) -> Iterator[str | None]:
    """Whole builds with Pagefind, killed without end: what is wrong after each blow, or None."""
    root, public = _site(home / "site"), home / "out" / "public"
    settings = root / "site.yaml"
    texts = [settings.read_text(encoding="utf-8")]
    texts.append(texts[0].replace("title: ", "title: Другой ", 1))
    known, took = [], 0.0
    for text in (*texts, *texts):
        settings.write_text(text, encoding="utf-8")
        began = time.monotonic()
        _built(root, public)
        took = time.monotonic() - began
        known.append(_site_sums(public) or {})
    settings.write_text(texts[0], encoding="utf-8")
    points = struck_at(NEVER, lambda: _built(root, public), home).changes
    for turn in count():
        settings.write_text(texts[turn % 2], encoding="utf-8")
        sources = sums(root)
        if rng.random() < 0.6:
            number = rng.randrange(points)
            where = f"at change {number}"
            struck_at(number, lambda: _built(root, public), home)
        else:
            delay = rng.random() * took
            where = f"after {delay:.3f} s"
            _killed_after(delay, lambda: _built(root, public))
        fault = None
        if not public.exists() or _site_sums(public) not in known:
            fault = "the site is neither the old nor the new"
        if sums(root) != sources:
            fault = "the sources were touched"
        if turn % 3 == 2:  # not after each: what several killed runs left must be healed, too
            fault = fault or _unhealed(root, public, known[turn % 2])
        yield fault and f"build killed {where}: {fault}"


def _unhealed(root: Path, public: Path, expected: Sums) -> str | None:
    _built(root, public)
    if _site_sums(public) != expected or len(os.listdir(public.parent)) != 1:  # noqa: PTH208
        return "the next build does not heal"
    if not (public / "pagefind/pagefind-entry.json").is_file():
        return "the next build makes no search"
    return None


def _killed_after(seconds: float, work: Callable[[], int]) -> None:
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            work()
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _built(root: Path, public: Path) -> int:
    outcome = build(Options(root, public, lambda _zone: TODAY, search=Search.BUILD))
    return 0 if outcome.changes is not None else 1


def run(budget: float, seed: int) -> Part:
    """Every point of the swap and of the commands, then whole builds until the time is over."""
    began = time.monotonic()
    if not hasattr(os, "fork"):
        return Part("kills", 0, (), 0.0, not_run="this system has no fork")
    runs, faults = 0, []
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="nokgen-kills-") as folder:
        for title, found in _all(Path(os.path.realpath(folder)), random.Random(seed)):
            count_before = runs
            for fault in found:
                runs += 1
                if fault is not None:
                    faults.append(fault)
                if time.monotonic() - began > budget:
                    break
            notes.append(f"{title}: {runs - count_before} kills")
    return Part("kills", runs, tuple(faults), time.monotonic() - began, tuple(notes))


def _all(home: Path, rng: random.Random) -> Iterator[tuple[str, Iterator[str | None]]]:
    def place(name: str) -> Path:
        (home / name).mkdir()
        return home / name

    yield "site replaced by an exchange", swap_faults(place("one"), exchange=True)
    yield "site replaced by two renames", swap_faults(place("two"), exchange=False)
    yield "spare tree, an exchange", spare_faults(place("three"), exchange=True)
    yield "spare tree, two renames", spare_faults(place("four"), exchange=False)
    for name in ("fmt", "new", "import", "permalinks", "owners", "init"):
        stride = 7 if name == "init" else 1
        yield f"nokgen {name}", command_faults(place(name), name, stride=stride)
    yield "whole builds with Pagefind", build_faults(place("builds"), rng)

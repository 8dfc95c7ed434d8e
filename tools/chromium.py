"""Find a Chromium for the browser tests: the machine goes in, a path comes out.

`python tools/chromium.py` installs one where there is none: from Debian's packages as root, else
with Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# The shell without a window comes first: it is twice as fast.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
APT = ("apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=120")
BROWSER = ("chromium", "chromium-headless-shell")
# The runtime inside Playwright links to it, and a small system has none.
DRIVER = ("libatomic1",)


@cache
def find_chromium() -> Path | None:
    """Return a Chromium that runs here, or None; `NOKGEN_CHROMIUM` names one by hand."""
    return next((path for path in _candidates() if _runs(path)), None)


def main() -> int:
    """Say which Chromium the tests will use, installing what is missing; 3 if it cannot be had."""
    if not _driver_runs():
        _install_packages(*DRIVER)
        if not _driver_runs():
            return _give_up(
                "Playwright does not start", "On Debian or Ubuntu:  sudo apt-get install libatomic1"
            )
    if find_chromium() is None:
        _install_packages(*BROWSER)
    if find_chromium() is None:
        _download()
    path = find_chromium()
    if path is None:
        return _give_up(
            "none was found, and none could be installed",
            "On Debian or Ubuntu:  sudo apt-get install chromium",
            "Where one stands elsewhere:  NOKGEN_CHROMIUM=/path/to/chromium make test",
        )
    print(f"chromium: {path}")
    return 0


def _give_up(what: str, *advice: str) -> int:
    print(f"chromium: {what}.", *(f"  {line}" for line in advice), sep="\n", file=sys.stderr)
    return 3


def _candidates() -> Iterator[Path]:
    by_hand = os.environ.get("NOKGEN_CHROMIUM")
    if by_hand:
        yield Path(by_hand)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    yield MAC
    # In a process of its own: within a test another Playwright is running already.
    answer = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    if answer.returncode == 0:
        yield Path(answer.stdout.strip())


def _runs(path: Path) -> bool:
    """Tell whether `path` is a browser: Ubuntu's `chromium-browser` is often only a signpost."""
    try:
        answer = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def _driver_runs() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _has_apt() -> bool:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return root and shutil.which("apt-get") is not None


def _install_packages(*packages: str) -> None:
    """Install what of `packages` Debian has; as an ordinary user do nothing."""
    if not _has_apt():
        return
    print(f"chromium: installing {', '.join(packages)} with apt-get", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # One by one: older releases have no package of the shell alone.
    commands = [("update",), *(("install", "--no-install-recommends", name) for name in packages)]
    for command in commands:
        subprocess.run(
            [*APT, *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    find_chromium.cache_clear()


def _download() -> None:
    print("chromium: downloading one with Playwright", file=sys.stderr)
    extra = ["--with-deps"] if _has_apt() else []
    command = [sys.executable, "-m", "playwright", "install", *extra, "chromium"]
    subprocess.run(command, check=False)
    find_chromium.cache_clear()


if __name__ == "__main__":
    sys.exit(main())

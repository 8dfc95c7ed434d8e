"""The workflows of this repository: well formed, pinned, without permissions to spare."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
STARTER = ROOT / "nokgen" / "new" / "starter" / "dot-github"
IDS = [path.name for path in WORKFLOWS]
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=IDS)


def read(path: Path) -> dict:
    """The workflow as it is written: the key `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: dict, action: str) -> list[dict]:
    return [
        step
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith(f"{action}@")
    ]


def ran(*command: str | Path) -> None:
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_are_a_check_and_a_deployment() -> None:
    assert IDS == ["check.yml", "deploy.yml"]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    ran(zizmor, "--offline", "--strict-collection", "--no-progress", ".github")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
        ("vendor.github-issue-forms", [FORMS / "mistake.yml", FORMS / "plan.yml"]),
        ("vendor.github-issue-config", [FORMS / "config.yml"]),
    ],
)
def test_the_schema_holds(schema: str, files: list[Path]) -> None:
    ran(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files)


@each_workflow
def test_actions_are_pinned_by_commit_and_say_their_version(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)$", text, re.MULTILINE)
    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_one_version_everywhere() -> None:
    pins = {
        line
        for path in WORKFLOWS
        for line in re.findall(r"uses: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@each_workflow
def test_nothing_is_permitted_but_what_a_job_names(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        allowed = {"contents": "read", "pages": "read"}
        if (path.name, name) == ("deploy.yml", "deploy"):
            allowed = {"pages": "write", "id-token": "write"}
        assert job["permissions"].items() <= allowed.items(), name


@each_workflow
def test_a_job_ends_and_does_not_run_twice_at_once(path: Path) -> None:
    workflow = read(path)
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        assert int(job["timeout-minutes"]) <= 20, name


@each_workflow
def test_strangers_code_never_meets_our_credentials(path: Path) -> None:
    workflow = read(path)
    assert not {"pull_request_target", "workflow_run"} & workflow["on"].keys()
    for step in steps(workflow, "actions/checkout"):
        assert step["with"]["persist-credentials"] == "false"
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step


@each_workflow
def test_the_history_of_the_records_is_there(path: Path) -> None:
    for step in steps(read(path), "actions/checkout"):
        assert step["with"]["fetch-depth"] == "0"


def commands(workflow: dict, job: str) -> str:
    return "\n".join(step["run"] for step in workflow["jobs"][job]["steps"] if "run" in step)


def test_a_pull_request_gets_annotations_and_a_preview_that_opens_from_disk() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "check.yml")
    content = commands(workflow, "content")
    assert workflow["on"].keys() == {"pull_request"}
    assert "nokgen check --format github" in content
    assert re.search(r"nokgen build .*--from-disk", content)
    (preview,) = steps(workflow, "actions/upload-artifact")
    assert f"--destination {preview['with']['path']}" in content
    assert "make check" in commands(workflow, "engine")
    assert "needs.content.outputs.engine == 'true'" in workflow["jobs"]["engine"]["if"]


@pytest.mark.parametrize("folder", [ROOT / ".github", STARTER], ids=["here", "starter"])
def test_a_pull_request_is_told_in_words(folder: Path) -> None:
    workflow = read(folder / "workflows" / "check.yml")
    (step,) = (step for step in workflow["jobs"]["content"]["steps"] if "nokgen diff" in str(step))
    assert step["run"].endswith('nokgen diff "origin/$BASE" --format github')
    assert step["env"] == {"BASE": "${{ github.base_ref }}"}


def test_a_new_site_gets_the_same_forms() -> None:
    for form in sorted(FORMS.iterdir()):
        assert (STARTER / "ISSUE_TEMPLATE" / form.name).read_bytes() == form.read_bytes()


def test_main_is_published_at_every_push_and_every_night() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "deploy.yml")
    assert workflow["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    assert workflow["on"]["push"]["branches"] == ["main"]
    (night,) = workflow["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", night["cron"])
    build = commands(workflow, "build")
    assert "nokgen build" in build
    assert "--no-search" not in build
    (upload,) = steps(workflow, "actions/upload-pages-artifact")
    assert f"--destination {upload['with']['path']}" in build
    (address,) = (
        step["env"]["NOKGEN_BASE_URL"]
        for step in workflow["jobs"]["build"]["steps"]
        if "NOKGEN_BASE_URL" in step.get("env", {})
    )
    assert address == "${{ steps.pages.outputs.base_url }}"
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_a_command_of_the_workflows_is_a_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in WORKFLOWS:
        used = re.findall(r"run: make ([a-z-]+)", path.read_text(encoding="utf-8"))
        assert used
        assert set(used) <= targets


def test_dependabot_waits_and_gathers() -> None:
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"github-actions", "pip", "npm"}
    for each in updates:
        assert each["schedule"]["interval"] == "weekly"
        assert int(each["cooldown"]["default-days"]) >= 7
        assert len(each["groups"]) == 1

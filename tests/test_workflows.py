"""The workflows of this repository: well formed, pinned, without permissions to spare."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools.supply.locks import NPM_LOCKS
from tools.supply.release import SBOM

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


# What a job may do beyond reading; every other one may only read.
WRITES = {
    ("deploy.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("deploy.yml", "attest"): {"id-token": "write", "attestations": "write"},
    ("release.yml", "attest"): {"id-token": "write", "attestations": "write"},
    ("release.yml", "publish"): {"contents": "write"},
}


def test_these_workflows_and_no_others() -> None:
    assert IDS == ["audit.yml", "check.yml", "deploy.yml", "release.yml"]


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
        allowed = WRITES.get((path.name, name), {"contents": "read", "pages": "read"})
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


@pytest.mark.parametrize("folder", [ROOT / ".github", STARTER], ids=["here", "starter"])
def test_what_is_published_was_built_twice_and_its_manifest_is_attested(folder: Path) -> None:
    workflow = read(folder / "workflows" / "deploy.yml")
    build, attest = workflow["jobs"]["build"], workflow["jobs"]["attest"]
    assert re.search(r"nokgen build .*--verify", commands(workflow, "build"))
    (sum_step,) = (step for step in build["steps"] if step.get("id") == "manifest")
    assert "sha256sum public/manifest.json" in sum_step["run"]
    assert build["outputs"] == {"manifest": "${{ steps.manifest.outputs.sha256 }}"}
    (kept,) = steps(workflow, "actions/upload-artifact")
    assert kept["with"]["path"].split() == ["public/manifest.json", "public/manifest.sha256"]
    # What may ask for a signature runs nothing of ours, and after what was built is published.
    assert attest["needs"] == ["build", "deploy"]
    (signed,) = attest["steps"]
    assert signed["uses"].startswith("actions/attest@")
    assert signed["with"] == {
        "subject-name": "manifest.json",
        "subject-digest": "sha256:${{ needs.build.outputs.manifest }}",
    }


def test_a_command_of_the_workflows_is_a_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in WORKFLOWS:
        used = re.findall(r"run: make ([a-z-]+)", path.read_text(encoding="utf-8"))
        assert used
        assert set(used) <= targets


def test_known_faults_are_asked_for_every_week_and_before_a_release() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "audit.yml")
    (week,) = workflow["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", week["cron"])
    assert {"requirements*.txt", "**/package-lock.json"} <= set(
        workflow["on"]["pull_request"]["paths"]
    )
    for said in (commands(workflow, "audit"), commands(release(), "files")):
        assert said.index("make advisories") < said.index("make audit ARGS=--strict")
        assert "make licences" in said


def release() -> dict:
    return read(ROOT / ".github" / "workflows" / "release.yml")


def test_a_release_is_made_by_one_job_and_signed_by_another() -> None:
    workflow = release()
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    jobs = workflow["jobs"]
    made = commands(workflow, "files")
    assert 'make release-files ARGS="--tag $GITHUB_REF_NAME"' in made
    assert "make check" in made
    assert jobs["files"]["permissions"] == {"contents": "read"}
    assert (jobs["attest"]["needs"], jobs["publish"]["needs"]) == ("files", "attest")
    # Who may sign or publish takes nothing but the files: no checkout, no command of ours.
    assert commands(workflow, "attest") == ""
    assert re.fullmatch(
        r"gh release create [^\n;&|]*--draft[^\n;&|]*", commands(workflow, "publish")
    )
    assert not [
        step
        for job in ("attest", "publish")
        for step in jobs[job]["steps"]
        if "checkout" in str(step)
    ]
    provenance, bill = steps(workflow, "actions/attest")
    assert provenance["with"] == {"subject-path": "dist/*"}
    assert bill["with"]["sbom-path"] == f"dist/{SBOM}"
    # What other runs left in a cache gets into no release.
    assert "cache" not in str(steps(workflow, "actions/setup-python"))


def test_dependabot_looks_at_every_lock() -> None:
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    folders = {
        (each["package-ecosystem"], folder.strip("/"))
        for each in updates
        for folder in each.get("directories", [each.get("directory")])
    }
    npm = {("npm", lock.rpartition("/")[0]) for lock in NPM_LOCKS}
    assert folders == {("github-actions", ""), ("pip", ""), *npm}


def test_dependabot_waits_and_gathers() -> None:
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"github-actions", "pip", "npm"}
    for each in updates:
        assert each["schedule"]["interval"] == "weekly"
        assert int(each["cooldown"]["default-days"]) >= 7
        assert len(each["groups"]) == 1

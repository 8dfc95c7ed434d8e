"""The form for editors in a real browser: a clerk opens a plan, adds a measure, saves it.

The backend is the one that Sveltia CMS has for tests: its files are in the browser itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route, expect

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.messages import messages_for
from tests.browser.conftest import Serve
from tests.form_under_test import edition_at, form_at, site_with_form
from tests.sites_under_test import ROOT

RU = messages_for("ru")
PLAN = "content/primerskaya-oblast/primersk/plans/2020-campaign.yaml"
ENTRY = "#/collections/content_primerskaya-oblast_primersk_plans/entries/2020-campaign"

SEED = """async (files) => {
  const origin = await navigator.storage.getDirectory();
  const top = await origin.getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const names = path.split("/");
    let folder = top;
    for (const name of names.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(name, { create: true });
    }
    const file = await folder.getFileHandle(names.at(-1), { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
TEXT = """async (path) => {
  const origin = await navigator.storage.getDirectory();
  let folder = await origin.getDirectoryHandle("sveltia-cms-test");
  const names = path.split("/");
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await (await folder.getFileHandle(names.at(-1))).getFile()).text();
}"""
# While the form writes the file, nobody can read it: that is not yet what is waited for.
HAS = f"""async ([path, part]) => {{
  try {{
    return (await ({TEXT})(path)).includes(part);
  }} catch (error) {{
    if (error.name === "NotReadableError") return false;
    throw error;
  }}
}}"""


class Clerk:
    """A person before the form: what they open, what their browser asked for and complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def field(self, key: str) -> Locator:
        return self.page.locator(f'[data-key-path="{key}"]')

    def fill(self, key: str, text: str) -> None:
        self.field(key).get_by_role("textbox").fill(text)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def asked_elsewhere(self) -> list[str]:
        own = (self.address, "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the form on."""
    root = site_with_form(tmp_path_factory.mktemp("admin"), ROOT / "tests" / "cases" / "_base")
    plan = root / PLAN
    text = plan.read_text(encoding="utf-8")
    plan.write_text("# Что важно знать\n" + text.replace("m1\n", "m1  # первое\n"), "utf-8")
    return root


@pytest.fixture(scope="module")
def address(site: Path, serve: Serve) -> str:
    """Where the form is served."""
    public = site / "public"
    for file in (*form_at(site).files, *edition_at(site).assets):
        target = public / "nok" / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        content = file.content
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    return f"{serve(public)}nok/"


@pytest.fixture
def clerk(browser: Browser, address: str) -> Clerk:
    """A clerk with a tall screen: the form makes fields as they come into view."""
    context = browser.new_context(viewport={"width": 1280, "height": 4000}, locale="en-US")
    return Clerk(context.new_page(), address)


def in_the_browser(route: Route) -> None:
    """The settings of the site, with the backend for tests."""
    response = route.fetch()
    settings = response.json()
    settings["config"]["backend"] = {"name": "test-repo"}
    del settings["config"]["publish_mode"]
    route.fulfill(response=response, json=settings)


def test_a_measure_is_added_to_a_plan(
    clerk: Clerk, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = clerk.page
    files = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((site / "content").rglob("*"))
        if path.suffix in (".yaml", ".md")
    }
    page.goto(f"{clerk.address}admin/licences.txt")
    page.evaluate(SEED, files)
    page.route("**/admin/config.json", in_the_browser)
    page.goto(f"{clerk.address}admin/{ENTRY}")
    clerk.press("Работать с тестовым репозиторием")
    clerk.field("measures").get_by_role("button", name="Добавить").last.click()

    clerk.fill("measures.2.title", "Встреча с жителями: «вопросы и ответы»")
    clerk.fill("measures.2.id", "Встреча")
    clerk.press("Сохранить")
    expect(clerk.field("measures.2.id")).to_contain_text("Запишите по образцу: m1")
    clerk.fill("measures.2.id", "m3")
    clerk.fill("measures.2.number", "3")
    clerk.fill("measures.2.deadline", "до 1 декабря 2020 года")
    clerk.press("Сохранить")
    page.wait_for_function(HAS, arg=[PLAN, "m3"])
    text = page.evaluate(TEXT, PLAN)
    page.context.close()

    assert clerk.complaints == []
    assert clerk.asked_elsewhere() == []
    (site / PLAN).write_text(text, encoding="utf-8")
    click_speaks("ru")
    monkeypatch.chdir(site)
    assert run(["check"], RU) == 0
    assert run(["fmt", PLAN], RU) == 0
    assert run(["fmt", "--check", PLAN], RU) == 0
    assert run(["check"], RU) == 0, capsys.readouterr().out
    before = files[PLAN].rstrip("\n")
    assert (site / PLAN).read_text(encoding="utf-8") == (
        before.replace("\n  - id: m2", "\n\n  - id: m2")
        + "\n\n  - id: m3\n"
        + '    number: "3"\n'
        + '    title: "Встреча с жителями: «вопросы и ответы»"\n'
        + "    deadline: до 1 декабря 2020 года\n"
    )


def test_the_door_asks_nobody(clerk: Clerk) -> None:
    page = clerk.page
    page.goto(f"{clerk.address}admin/")
    expect(page.get_by_role("button", name="Войти с помощью токена доступа")).to_be_visible()
    expect(page.get_by_role("heading", name="Планы независимой оценки")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert clerk.complaints == []
    assert clerk.asked_elsewhere() == []

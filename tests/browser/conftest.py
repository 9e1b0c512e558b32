"""A real Chromium and a real JupyterLab; `Notebook` acts on a page as a student does and waits for what they would see."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
PATIENCE = 90_000  # ms that a condition may take: two cores, and a kernel that imports matplotlib for the first time
START = 120  # s that the server may take
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Every cell is in the page, also those that are scrolled away: the place in the file is the place in the page.
    "notebook-extension/tracker": {"windowingMode": "none"},
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, where it is installed (see `needs` in tests/conftest.py)."""
    path = shutil.which("chromium")
    assert path, "Chromium is not installed (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of its own: no cookie and no storage of another test."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="pt-BR")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context.new_page()
    context.close()


@dataclass
class Lab:
    """A running JupyterLab: where it answers and the folder it shows."""

    url: str
    token: str
    folder: Path

    def address(self, path: str) -> str:
        return f"{self.url}/{path}?token={self.token}"

    def use_theme(self, page: Page, theme: str) -> None:
        """Choose "JupyterLab Light" or "JupyterLab Dark" for what is opened from now on."""
        settings = self.address("lab/api/settings/@jupyterlab/apputils-extension:themes")
        answer = page.request.put(settings, data={"raw": json.dumps({"theme": theme})})
        assert answer.ok, answer.status_text

    def sign_in(self, page: Page) -> None:
        """Get the cookie that what a page asks for later carries along; the formgrader's own pages do not give it."""
        page.goto(self.address("lab"))
        expect(page.locator("#jp-main-dock-panel")).to_be_visible()

    def open(self, page: Page, notebook: str, kept: Path = ROOT / "notebooks") -> Notebook:
        """Open a fresh copy of a notebook that is `kept` somewhere, in a folder of its own; wait until its kernel listens."""
        path = Path(tempfile.mkdtemp(dir=self.folder)) / f"{notebook}.ipynb"
        shutil.copy(kept / path.name, path)
        return self.opened(page, path)

    def open_cells(self, page: Page, cells: Sequence[str]) -> Notebook:
        """Open a notebook of a test's own, made of these code cells."""
        path = Path(tempfile.mkdtemp(dir=self.folder)) / "caderno.ipynb"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        made = [nbformat.v4.new_code_cell(cell) for cell in cells]
        nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)
        return self.opened(page, path)

    def opened(self, page: Page, path: Path) -> Notebook:
        """Open what stands in the folder already."""
        place = path.relative_to(self.folder)
        page.goto(self.address(f"lab/workspaces/{place.parent}/tree/{place}") + "&reset")
        opened = Notebook(page, path, read(path))
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(opened.cells))
        expect(page.locator(".jp-KernelName")).to_contain_text(
            "Python"
        )  # before that "idle" speaks of no kernel at all
        expect(page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')).to_be_visible()
        return opened


@dataclass
class Notebook:
    """A notebook open in JupyterLab; a cell is named by its place in the file."""

    page: Page
    path: Path
    cells: list[dict]
    executed: int = field(default=0)

    def place(self, grade_id: str) -> int:
        """Where the cell with this nbgrader id stands."""
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in self.cells]
        return ids.index(grade_id)

    def cell(self, place: int) -> Locator:
        return self.page.locator(".jp-Notebook .jp-Cell").nth(place)

    def output(self, place: int) -> Locator:
        return self.cell(place).locator(".jp-OutputArea-output")

    def run(self, place: int) -> None:
        """Shift+Enter in a cell; ends when the kernel has answered."""
        self.cell(place).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Shift+Enter")
        self.await_run(place)

    def await_run(self, place: int) -> None:
        """End when the kernel has answered; a folded cell has no number to show, so there the kernel must be idle."""
        if self.cells[place]["cell_type"] != "code":
            return
        self.executed += 1
        if self.cells[place]["metadata"].get("jupyter", {}).get("source_hidden"):
            expect(self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')).to_be_visible()
        else:
            expect(self.cell(place).locator(".jp-InputPrompt")).to_have_text(f"[{self.executed}]:")

    def run_until(self, place: int) -> None:
        """Shift+Enter from the first cell up to, not including, this one; the selection moves on by itself."""
        self.cell(0).click()
        for k in range(place):
            expect(self.cell(k)).to_have_class(re.compile(r"\bjp-mod-active\b"))
            self.page.keyboard.press("Shift+Enter")
            self.await_run(k)

    def write(self, place: int, source: str) -> None:
        """Replace a cell's text, as by pasting: the editor would indent what is typed line by line."""
        self.cell(place).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def is_answer(self, place: int) -> bool:
        return self.cells[place]["metadata"].get("nbgrader", {}).get("solution", False)

    def save(self) -> list[dict]:
        """Press the button; ends when the server has the file, and returns its cells."""
        with self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
        ):
            self.page.locator('.jp-Toolbar [data-command="docmanager:save"]').first.click()
        return read(self.path)


def read(path: Path) -> list[dict]:
    """The cells of a notebook's file, their text in one piece."""
    return [dict(cell) for cell in nbformat.read(path, as_version=4).cells]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:
    """JupyterLab in an empty folder, where `open` puts the students' notebooks as the repository has them."""
    with running_lab(tmp_path_factory.mktemp("cadernos"), tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="session")
def start_lab() -> Callable:
    """The way to start another one: `start_lab(folder, home)`, a context manager."""
    return running_lab


@contextmanager
def running_lab(folder: Path, home: Path) -> Iterator[Lab]:
    """Start a server that knows nothing of this machine's user, wait until it answers, end it with its kernels."""
    port, token = free_port(), secrets.token_hex(16)
    for name, settings in SETTINGS.items():
        path = home / "config" / "lab" / "user-settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    command += [f"--ServerApp.root_dir={folder}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with (home / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, cwd=folder, env=clean_environment(home), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        try:
            lab = Lab(f"http://127.0.0.1:{port}", token, folder)
            wait_for(lab, server, home / "server.log")
            yield lab
        finally:
            end(server)


def clean_environment(home: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    folders = {"HOME": "home", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "IPYTHONDIR": "ipython"}
    for name in folders.values():
        (home / name).mkdir(exist_ok=True)
    ours = {name: str(home / folder) for name, folder in folders.items()}
    return kept | ours | {"JUPYTER_RUNTIME_DIR": str(home / "data" / "runtime")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    """Ask until the server answers; its log is shown when it does not."""
    deadline = time.monotonic() + START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(lab.address("api/status"), timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)  # between two questions, not in place of one
    pytest.fail(f"JupyterLab did not answer within {START} s:\n{log.read_text(encoding='utf-8')[-4000:]}")


def end(server: subprocess.Popen) -> None:
    """Ask the server to end its kernels and itself; what is still there after that is killed."""
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()

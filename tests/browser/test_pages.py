"""No script of a submission runs where a person looks at it: in the feedback, in the formgrader and in the class report."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbgrader.api import Gradebook
from playwright.sync_api import Page, Route, expect

from autograder.course.create import create
from autograder.course.enrol import merge
from autograder.course.folder import Course
from autograder.judging.grade import grade
from autograder.outgoing.feedback import feedback
from autograder.outgoing.release import release
from autograder.outgoing.report.write import report

pytestmark = pytest.mark.slow

NOTEBOOK, STUDENT = "00_start", "o.hostil@example.org"
TABLES = {  # pages of the formgrader, and what stands in their table once it is there
    f"manage_submissions/{NOTEBOOK}": "pwned first",
    "manage_students": "pwned first",
    f"manage_students/{STUDENT}": NOTEBOOK,
    f"gradebook/{NOTEBOOK}/{NOTEBOOK}": "pwned first",
}
SIZES = [(1366, 768), (400, 800)]
LONG = "Uma pessoa precisa olhar esta entrega: fora da lista"


def attack(place: str) -> str:
    """Markup that a page obeys if it takes this text for HTML; it tells where it stood."""
    script = f"document.title=`pwned {place}`;window.pwned=`{place}`;console.log(`pwned {place}`);alert(`{place}`)"
    return (
        f"</script></style></title></textarea></pre>--><script>{script}</script>"
        f'<img src="pwned-{place}.png" onerror="{script}"><svg onload="{script}"></svg>'
        f'<iframe src="javascript:{script}"></iframe><link rel="stylesheet" href="pwned-{place}.css">'
        f"{{{{{place}}}}}{{% raw %}}<details open ontoggle='{script}'>'\"><style>@import 'pwned-{place}.css'</style>"
    )


@dataclass
class Watched:
    """A page and all that a script of a submission would have done to it."""

    page: Page
    signs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda message: self._note("console", message.text))
        self.page.on("request", lambda request: self._note("request", request.url))
        self.page.route(re.compile("^https?://(?!127[.]0[.]0[.]1[:/])"), self._leave)

    def _dialog(self, dialog) -> None:
        self.signs.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, kind: str, text: str) -> None:
        if "pwned" in text:
            self.signs.append(f"{kind}: {text}")

    def _leave(self, route: Route) -> None:
        self.foreign.append(route.request.url)
        route.abort()

    def settle(self) -> None:
        """Wait until nothing is under way; then look at what scripts leave behind, in every frame."""
        self.page.wait_for_load_state("networkidle")
        for frame in self.page.frames:
            left = frame.evaluate("() => [document.title, String(window.pwned)]")
            self.signs += [f"left in {frame.url}: {text}" for text in left if text.startswith("pwned")]
            if left[1] != "undefined":
                self.signs.append(f"window.pwned in {frame.url}: {left[1]}")


@pytest.fixture
def watched(page: Page) -> Watched:
    return Watched(page)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Course:
    """A course with one hostile submission, graded, with its feedback."""
    base = tmp_path_factory.mktemp("turma")
    course = create(base / "turma", root / "solutions")
    listed = base / "lista.csv"
    listed.write_text(
        f'id,first_name,last_name,email\n{STUDENT},"{attack("first").replace(chr(34), chr(34) * 2)}",'
        f'"{attack("last").replace(chr(34), chr(34) * 2)}",o.hostil@example.org\n',
        encoding="utf-8",
    )
    merge(course, listed)
    course = Course(course.root)  # the class list was read before it was written
    assert release(course, [NOTEBOOK]).done == [NOTEBOOK]
    path = course.submission(STUDENT, NOTEBOOK)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(hostile(json.loads(course.release_of(NOTEBOOK).read_text(encoding="utf-8")))), "utf-8")
    shutil.copytree(path.parent, course.submission("estranho", NOTEBOOK).parent)  # not on the list
    assert grade(course, [NOTEBOOK]).exit_code == 0
    return course


def hostile(notebook: dict) -> dict:
    """A released notebook with the attack in every place that a student can fill."""
    cells = notebook["cells"]
    answer = next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("solution"))
    answer["source"] = (
        f"def sigmoid(z):\n    {attack('docstring')!r}\n    # {attack('comment')}\n"
        f"    print({attack('print')!r})\n    raise ValueError({attack('message')!r})"
    )
    for cell in cells:
        cell["metadata"] |= {"tags": [attack("tag")], "name": attack("name"), "trusted": True}
        cell["metadata"].setdefault("nbgrader", {})["comment"] = attack("nbgrader")
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs("stored")
        else:
            cell["attachments"] = {"a.svg": {"image/svg+xml": svg("attachment")}}
            cell["source"] = attack("ours") + "".join(cell["source"])
    displays = [
        f"from IPython.display import HTML, SVG, Javascript, Markdown, Latex, display\nprint({attack('stream')!r})",
        f"display(HTML({attack('html')!r}))",
        f"display(SVG({svg('svg')!r}))",
        f"display(Javascript({attack('javascript')!r}))",
        f"display(Markdown({attack('markdown')!r}), Latex({attack('latex')!r}))",
        f"display({{'text/html': {attack('bundle')!r}, 'text/plain': {attack('plain')!r}}}, raw=True)",
        f"import sys; print({attack('stderr')!r}, file=sys.stderr)",
        f"class Ours:\n    def __repr__(self):\n        return {attack('repr')!r}\nOurs()",
        f"raise type('{'E' * 9}', (Exception,), {{'__module__': {attack('module')!r}}})({attack('error')!r})",
        attack("syntax"),
        f"%%html\n{attack('magic')}",
    ]
    cells += [code(source) for source in displays]
    own = attack("own") + "\n\n![a](attachment:a.svg) [x](javascript:alert(1))\n\n$\\href{javascript:alert(1)}{x}$"
    cells.append(
        {
            "cell_type": "markdown",
            "id": "dele",
            "metadata": {},
            "source": own,
            "attachments": {"a.svg": {"image/svg+xml": svg("own")}},
        }
    )
    cells.append({"cell_type": "raw", "id": "cru", "metadata": {"format": "text/html"}, "source": attack("raw")})
    notebook["metadata"] |= {
        "title": attack("title"),
        "authors": [{"name": attack("author")}],
        "widgets": attack("widgets"),
    }
    notebook["metadata"]["kernelspec"] = {"name": attack("kernel"), "display_name": attack("display")}
    notebook["metadata"]["language_info"] = {"name": attack("language"), "pygments_lexer": attack("lexer")}
    return notebook


def code(source: str) -> dict:
    cell = {"cell_type": "code", "id": f"dele-{abs(hash(source)) % 10**8}", "metadata": {}, "source": source}
    return cell | {"execution_count": 1, "outputs": outputs("own")}


def outputs(place: str) -> list[dict]:
    data = {
        "text/html": attack(f"{place}-html"),
        "image/svg+xml": svg(f"{place}-svg"),
        "application/javascript": attack(f"{place}-js"),
        "text/markdown": attack(f"{place}-markdown"),
        "text/latex": attack(f"{place}-latex"),
        "image/png": f'"><script>window.pwned=`{place}`</script>',
        "application/vnd.jupyter.widget-view+json": {"model_id": attack(f"{place}-widget")},
        "text/plain": attack(f"{place}-plain"),
    }
    return [
        {"output_type": "display_data", "data": data, "metadata": {"image/png": {"alt": attack(f"{place}-alt")}}},
        {"output_type": "stream", "name": "stdout", "text": attack(f"{place}-stream")},
    ]


def svg(place: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><script>{attack(place)}</script></svg>'


def test_the_watcher_sees_a_script_that_runs(watched):
    """Without this, the tests below would pass on a watcher that sees nothing."""
    watched.page.goto("about:blank")
    watched.page.set_content(f"<title>x</title><body>{attack('control').partition('-->')[2]}")
    watched.settle()
    kinds = {sign.partition(":")[0].partition(" in ")[0] for sign in watched.signs}
    assert kinds >= {"dialog", "console", "left", "window.pwned"}


def test_feedback_runs_nothing_of_the_submission(watched, course):
    written = feedback(course.root, [NOTEBOOK])
    assert not written.failed
    path = course.feedback / STUDENT / NOTEBOOK / f"{NOTEBOOK}.html"
    assert path in written.pages
    watched.page.goto(path.as_uri())
    watched.settle()
    assert watched.signs == []
    assert watched.foreign == []
    assert watched.page.title() == f"Devolutiva · {NOTEBOOK}"
    shown = watched.page.locator("body").inner_text()
    for place in ("docstring", "comment", "html", "stream"):  # it is there, as text: it was not just left out
        assert f"pwned {place}" in shown


def test_report_runs_nothing_of_the_submission(watched, course):
    watched.page.goto(report(course).page.as_uri())
    watched.settle()
    assert watched.signs == []
    assert watched.foreign == []
    assert watched.page.title() == "Relatório da turma"
    assert "pwned first" in watched.page.locator("body").inner_text()


@pytest.fixture(scope="module")
def formgrader(course: Course, start_lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """JupyterLab in the course's folder, where nbgrader's extension serves the formgrader."""
    with start_lab(course.root, tmp_path_factory.mktemp("instrutora")) as lab:
        yield lab


def test_formgrader_runs_nothing_of_the_submission(watched, course, formgrader):
    """The page of the submission, and the tables that show the student's name."""
    with Gradebook(course.db_url) as gradebook:
        submission = gradebook.find_submission_notebook(NOTEBOOK, NOTEBOOK, STUDENT).id
    formgrader.sign_in(watched.page)
    watched.page.goto(formgrader.address(f"formgrader/submissions/{submission}/"))
    expect(watched.page.locator("body")).to_contain_text("pwned comment")
    watched.settle()
    for table, row in TABLES.items():
        watched.page.goto(formgrader.address(f"formgrader/{table}"))
        expect(watched.page.locator("table tbody").first).to_contain_text(row)  # it comes after the page
        watched.settle()
    assert watched.signs == []


def in_columns(page: Page, width: int, height: int) -> Page:
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.fixture(params=["light", "dark"])
def scheme(request, page: Page) -> None:
    page.emulate_media(color_scheme=request.param)


def is_whole_and_for_everybody(page: Page, path: Path, size: tuple[int, int]) -> None:
    """Nothing sideways, nothing asked of a network, axe content, headings in their order."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    in_columns(page, *size).goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert [url for url in asked if url.startswith("http")] == []
    found = Axe().run(page, context="body").response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    assert [node["html"] for each in found if each["id"] == "heading-order" for node in each["nodes"]] == []


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_a_devolutiva_is_whole_and_its_summary_within_the_first_screen(page, course, size, scheme):
    feedback(course.root, [NOTEBOOK])
    is_whole_and_for_everybody(page, course.feedback / STUDENT / NOTEBOOK / f"{NOTEBOOK}.html", size)
    way = page.get_by_role("link", name="Ver a resposta").first.bounding_box()
    assert way["y"] + way["height"] <= size[1]


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_a_report_is_whole_and_its_charts_are_drawn(page, course, size, scheme):
    is_whole_and_for_everybody(page, report(course).page, size)
    expect(page.locator("svg.marks, canvas.marks").first).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_formgrader_says_that_a_person_must_look_and_why(page, course, formgrader, size):
    """The table says it in the one word that it has; the submission's first lines say why; no message runs over the edge."""
    formgrader.sign_in(page)
    in_columns(page, *size).goto(formgrader.address(f"formgrader/manage_submissions/{NOTEBOOK}"))
    for student, word in ((STUDENT, "graded"), ("estranho", "needs manual grading")):
        expect(page.locator("tr", has_text=student).locator(".status")).to_have_text(word)
    with Gradebook(course.db_url) as gradebook:
        submission = gradebook.find_submission_notebook(NOTEBOOK, NOTEBOOK, "estranho").id
    page.goto(formgrader.address(f"formgrader/submissions/{submission}/"))
    first = page.locator(".output_stream pre").first
    expect(first).to_contain_text(LONG)
    for pre in page.locator(".output_stream pre").all():
        assert pre.evaluate("e => e.scrollWidth <= e.clientWidth && e.getBoundingClientRect().right <= innerWidth")

"""A page that tells the mark and the reasons, and in which nothing of a submission is alive."""

import html
import json
import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import records, roster
from autograder.course.gradebook import mirror
from autograder.judging.grade import grade
from autograder.outgoing.feedback import feedback, for_page, notices

NOTEBOOK = "00_start"
SIGMOID = "def sigmoid(z):\n    "
PAYLOAD = """<script>document.title='PWNED'</script><img src=x onerror="document.title='PWNED'"><svg onload=alert(1)>"""
PAYLOADS = (PAYLOAD, "$\\href{javascript:document.title='PWNED'}{x}$", "</pre></div></script>" + PAYLOAD, "{{ 7*7 }}")


def planted(notebook):
    """One payload in every place that a submission has."""
    everything = "\n".join(PAYLOADS)
    quoted = repr(everything)
    for cell in notebook["cells"]:
        cell["metadata"] = cell["metadata"] | {"name": everything, "tags": [everything]}
        if cell["cell_type"] == "markdown":
            cell["source"] += everything
            cell["attachments"] = {"x.svg": {"image/svg+xml": everything}}
        else:
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": everything}}]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = f"{SIGMOID}'''{everything}'''\n    raise ValueError({quoted})"
    shown = (
        f"from IPython.display import *\ndisplay(HTML({quoted}), Markdown({quoted}), SVG(data='<svg/>'), Javascript({quoted}))\n"
        f"print({quoted})\nimport sys; print({quoted}, file=sys.stderr)\n{quoted}"
    )
    failing = f"class {'Erro'}(Exception): pass\nErro.__name__ = {quoted}\nraise Erro({quoted})"
    figure = f"import matplotlib.pyplot as plt\nplt.title('figura'); plt.plot([1, 2]); plt.show() # {PAYLOAD}"
    for k, source in enumerate((shown, failing, figure, f"x = 1 # {PAYLOAD}")):
        cell = {
            "cell_type": "code",
            "id": f"p{k}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": 1,
        }
        notebook["cells"].insert(3, cell)
    notebook["cells"].append(
        {"cell_type": "raw", "id": "r", "metadata": {"raw_mimetype": "text/html"}, "source": everything}
    )
    notebook["metadata"] = {"title": everything, "kernelspec": {"name": everything, "display_name": everything}}


def hand_in(course, student, answer=None, edit=lambda notebook: None):
    notebook = json.loads(course.release_of(NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if answer and cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = answer
    edit(notebook)
    path = course.submission(student, NOTEBOOK)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def page_of(course, student):
    return course.feedback / student / NOTEBOOK / f"{NOTEBOOK}.html"


class Live(HTMLParser):
    """Everything in a page that could run, and the text that a person reads."""

    def __init__(self, text):
        super().__init__()
        self.scripts, self.handlers, self.tags, self.text, self.sources = [], [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag == "script":
            self.scripts.append(dict(attributes))
        own = ("toggle_name(true);", "toggle_name(false);")  # nbgrader's
        self.handlers += [(tag, name) for name, value in attributes if name.startswith("on") and value not in own]
        self.handlers += [
            (tag, value) for _, value in attributes if (value or "").strip().lower().startswith("javascript")
        ]
        self.sources += [value for name, value in attributes if name == "src"]

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def graded(released):
    """bia plants payloads, ana is partly right, caio is not on the list and hands in something that is no notebook."""
    hand_in(released, "ana", SIGMOID + "return np.exp(z) / (1 + np.exp(z))")
    hand_in(released, "bia", edit=planted)
    hand_in(released, "caio")
    released.submission("caio", NOTEBOOK).write_bytes(b"nada")
    assert not grade(released, jobs=2).failed
    return released


def test_pages_tell_the_mark_the_reasons_and_fetch_nothing_else(graded, run):
    code, said = run("feedback", "--course", graded.root)
    assert code == 0 and "Devolutivas escritas: 3." in said
    ana = Live(page_of(graded, "ana").read_text(encoding="utf-8"))
    text = "".join(ana.text)
    record = records.read(graded.root, NOTEBOOK, "ana")
    (exercise,) = record["exercises"]
    assert f"Nota: {record['score']:g} de 10 pontos".replace(".", ",") in text
    assert " ".join(exercise["reason"].split()) in " ".join(text.split())
    assert all(prop in text for prop in exercise["properties"]) and {True, False} <= set(
        exercise["properties"].values()
    )
    assert "return np.exp(z)" in text and "Score" not in text
    assert all(source.startswith(("data:image/png", "https://cdnjs")) for source in ana.sources)
    caio = "".join(Live(page_of(graded, "caio").read_text(encoding="utf-8")).text)
    assert "Nota: 0 de 10" in caio and "não está na lista" in caio and "danificado" in caio


def test_no_payload_is_alive_in_a_recorded_notebook(graded):
    path = graded.autograded / "bia" / NOTEBOOK / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert not any(
        hint in json.dumps([c for c in notebook.cells if c.cell_type != "code"]) for hint in ("PWNED", "7*7")
    )
    for cell in notebook.cells:
        assert "attachments" not in cell and "PWNED" not in json.dumps([cell.metadata, cell.id])
        kinds = {kind for output in cell.get("outputs", []) for kind in output.get("data", {})}
        assert kinds <= {"text/plain", "image/png"}
    assert "PWNED" not in json.dumps(notebook.metadata)
    assert any("PWNED" in cell.source for cell in notebook.cells), "the code itself is shown, as text"


def our_page(course):
    feedback(course.root, [NOTEBOOK], "bia")
    return page_of(course, "bia").read_text(encoding="utf-8")


def nbgraders_page(course):
    from nbgrader.converters import GenerateFeedback

    from autograder.course.converters import converter_of, one_engine

    with one_engine():
        converter_of(GenerateFeedback, course.root, NOTEBOOK, "bia").start()
    return page_of(course, "bia").read_text(encoding="utf-8")


def formgraders_page(course):
    """The submission's page as formgrader's SubmissionHandler makes it, for a person who planted a name, too."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader.handlers import template_path

    from autograder.course.converters import configuration, one_engine

    mirror([roster.Student("bia", PAYLOAD, PAYLOAD, PAYLOAD)], course.db_url)
    with one_engine(), Gradebook(course.db_url) as gradebook:
        student = gradebook.find_student("bia")
        names = {"last_name": student.last_name, "first_name": student.first_name, "student": student.id}
    config = configuration(course.root)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [template_path]
    place = {"assignment_id": NOTEBOOK, "notebook_id": NOTEBOOK, "submission_id": "0", "index": 0, "total": 1}
    page = {"base_url": "", "notebook_path": "x"}
    path = course.autograded / "bia" / NOTEBOOK / f"{NOTEBOOK}.ipynb"
    return HTMLExporter(config=config).from_filename(str(path), resources=place | page | names)[0]


@pytest.mark.parametrize("made_by", [our_page, nbgraders_page, formgraders_page])
def test_no_payload_is_alive_in_a_page(graded, made_by):
    page = made_by(graded)
    live = Live(page)
    assert live.handlers == [] and not {"svg", "iframe", "object", "embed", "base"} & live.tags
    assert not any("PWNED" in html.unescape(script) for script in re.findall(r"<script.*?</script>", page, re.DOTALL))
    theirs = ("https://cdnjs", "/formgrader/static/")
    assert all(script.get("src", theirs[0]).startswith(theirs) for script in live.scripts)
    assert "PWNED" in "".join(live.text), "shown as text"
    assert "{{ 7*7 }}" in "".join(live.text)


@pytest.mark.needs("chromium", "chromium")
def test_chromium_runs_nothing_of_a_submission(graded):
    """A real browser, without a network: the title stays ours, no dialog opens, nothing but MathJax is asked for."""
    from playwright.sync_api import sync_playwright

    feedback(graded.root, [NOTEBOOK], "bia")
    asked, dialogs = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="pt-BR")
        page.route("http*://**", lambda route: (asked.append(route.request.url), route.abort()))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(page_of(graded, "bia").as_uri())
        page.wait_for_timeout(300)
        title, shown = page.title(), page.inner_text("body")
        width = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.set_viewport_size({"width": 360, "height": 700})
        narrow = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert title == f"Devolutiva · {NOTEBOOK}" and dialogs == []
    assert all(url.startswith("https://cdnjs.cloudflare.com/ajax/libs/mathjax/") for url in asked)
    assert "<script>document.title='PWNED'</script>" in shown
    assert width and narrow <= 360, "no sideways scrolling, on a phone either"


def test_a_mark_and_a_comment_by_a_person_are_what_the_page_shows(graded):
    with Gradebook(graded.db_url) as gradebook:
        gradebook.find_grade("check_sigmoid", NOTEBOOK, NOTEBOOK, "ana").manual_score = 8.25
        gradebook.find_comment("sigmoid", NOTEBOOK, NOTEBOOK, "ana").manual_comment = "Veja **isto**."
        gradebook.db.commit()
    feedback(graded.root, [NOTEBOOK], "ana")
    text = "".join(Live(page_of(graded, "ana").read_text(encoding="utf-8")).text)
    assert "Nota: 8,25 de 10 pontos" in text and "Veja isto." in text


def test_a_page_that_cannot_be_written_is_listed_and_the_old_one_is_gone(graded, run):
    run("feedback", "--course", graded.root)
    (graded.autograded / "ana" / NOTEBOOK / f"{NOTEBOOK}.ipynb").unlink()
    code, said = run("feedback", "--course", graded.root)
    assert code == 1 and "Sem devolutiva: ana" in said and "Devolutivas escritas: 2." in said
    assert not page_of(graded, "ana").exists()


def test_notices_say_each_thing_once_and_begin_with_a_capital():
    record = {"reason": "a função não terminou em 5 s; fora da lista", "notes": ["Uma nota.", "Uma nota."]}
    assert notices(record) == [
        "A função não terminou em 5 s",
        "Seu nome ainda não está na lista da turma. Fale com quem dá o curso.",
        "Uma nota.",
    ]


@pytest.mark.parametrize(
    "dirty, clean",
    [
        ("<p>um <em>texto</em></p>", "<p>um <em>texto</em></p>"),
        ('<a href="x"><img src="https://a/b.svg" alt="c"></a>', ""),
        ('<a href="javascript:x()">y</a>', "<a>y</a>"),
        ('<img src="data:image/svg+xml,x" onerror="x()">', "<img>"),
        ("<script>x</script><iframe>y</iframe>", "xy"),
    ],
)
def test_markdown_of_the_source_passes_a_second_wall(dirty, clean):
    assert for_page(dirty) == clean

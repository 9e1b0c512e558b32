"""A page that tells the mark and the reasons, and in which nothing of a submission is alive."""

import contextlib
import html
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from html.parser import HTMLParser

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import records, roster
from autograder.course.gradebook import mirror
from autograder.judging.grade import grade
from autograder.outgoing.feedback import feedback
from autograder.outgoing.told import notices

NOTEBOOK = "00_start"
SIGMOID = "def sigmoid(z):\n    "
PAYLOAD = """<script>document.title='PWNED'</script><img src=x onerror="document.title='PWNED'"><svg onload=alert(1)>"""
# A child that says, on a line, when it begins to write each file; with its own handler, also where SIGINT is ignored.
ONE_BY_ONE = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
from autograder.outgoing import feedback
write = feedback.write_whole
def told(path, *rest):
    print(path, flush=True)
    write(path, *rest)
feedback.write_whole = told
for _ in range(3):
    feedback.feedback(Path(sys.argv[1]), [sys.argv[2]])
"""
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
    assert all(source.startswith("data:image/png") for source in ana.sources) and ana.scripts == []
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
        converter = converter_of(GenerateFeedback, course.root, NOTEBOOK, "bia")
        converter.force = True
        converter.start()
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


def by_hand(course, student, score=None, comment=None):
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade("check_sigmoid", NOTEBOOK, NOTEBOOK, student)
        grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.find_comment("sigmoid", NOTEBOOK, NOTEBOOK, student).manual_comment = comment
        gradebook.db.commit()


def text_of(course, student):
    feedback(course.root, [NOTEBOOK], student)
    return " ".join("".join(Live(page_of(course, student).read_text(encoding="utf-8")).text).split())


def test_a_mark_and_a_comment_by_a_person_are_what_the_page_shows(graded):
    by_hand(graded, "ana", 8.25, "<p>Bom!</p>\n\nVeja **isto**.")
    text = text_of(graded, "ana")
    automatic = records.read(graded.root, NOTEBOOK, "ana")["score"]
    assert "Nota: 8,25 de 10 pontos" in text and "Bom! Veja isto." in text and "**" not in text
    assert "nota dada por uma pessoa" in text and f"tinha dado {automatic:g}".replace(".", ",") in text
    assert "não contou" not in text, "what the automatic grading missed decides nothing here"


def test_a_comment_cannot_run_anything(graded):
    by_hand(graded, "ana", comment=PAYLOAD)
    text_of(graded, "ana")
    live = Live(page_of(graded, "ana").read_text(encoding="utf-8"))
    assert live.handlers == [] and live.scripts == [] and "svg" not in live.tags


def test_the_page_says_how_the_mark_came_about_and_whom_to_ask(graded):
    text = text_of(graded, "ana")
    assert "entradas novas" in text and "Limites da correção: 20 s por célula" in text
    assert "valores (5 pontos): contou" in text and "extremos (3 pontos): não contou" in text
    assert "art. 20" in text and "Fale com quem ensina a turma" in text
    settings = graded.root / "curso.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("# contact", "contact"), encoding="utf-8")
    text_of(graded, "ana")
    assert 'href="mailto:curso@exemplo.gov.br"' in page_of(graded, "ana").read_text(encoding="utf-8")


def test_a_penalty_is_told_with_its_reason(graded):
    with Gradebook(graded.db_url) as gradebook:
        gradebook.find_submission_notebook(NOTEBOOK, NOTEBOOK, "ana").late_submission_penalty = 2.0
        gradebook.db.commit()
    record = records.read(graded.root, NOTEBOOK, "ana")
    terms = {"handed_in": "2026-09-22T10:00:00", "due": "2026-09-20T23:00:00", "extra": 0.0}
    records.write(graded.root, record | {"terms": terms})
    text = text_of(graded, "ana")
    assert "Entregue 1 d 11 h depois do prazo: 2 pontos a menos." in text
    assert f"Nota: {record['score'] - 2:g} de 10".replace(".", ",") in text


def test_what_a_student_writes_in_text_cells_can_be_read_as_text(released):
    def write(notebook):
        notebook["cells"].insert(
            1, {"cell_type": "markdown", "id": "meu", "metadata": {}, "source": f"*sim* {PAYLOAD}"}
        )
        notebook["cells"][0]["source"] += "\n\nMinha resposta: a porta fecha."

    hand_in(released, "ana", edit=write)
    assert not grade(released).failed
    text = text_of(released, "ana")
    assert "Texto que você escreveu" in text and "*sim* <script>" in text and "Minha resposta: a porta fecha." in text
    recorded = nbformat.read(released.autograded / "ana" / NOTEBOOK / f"{NOTEBOOK}.ipynb", as_version=4)
    shown = [cell.outputs[0].text for cell in recorded.cells if cell.source.startswith("# Texto escrito na célula")]
    assert shown == ["Minha resposta: a porta fecha.\n", f"*sim* {PAYLOAD}\n"], "ours is not repeated"


def test_a_note_stands_beside_the_cell_that_it_speaks_of(released):
    def add(notebook):
        cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1/0", "outputs": [], "execution_count": 1}
        notebook["cells"].insert(2, cell)

    hand_in(released, "ana", edit=add)
    assert not grade(released).failed
    feedback(released.root, [NOTEBOOK])
    page = page_of(released, "ana").read_text(encoding="utf-8")
    (anchor,) = re.findall(r'<a href="#(cel-[^"]+)">Ver a célula', page)
    place = page.index(f'id="{anchor}"')
    assert "élula 3" in page[place : place + 400]


def test_a_page_that_cannot_be_made_is_listed_and_the_one_before_stays(graded, run):
    run("feedback", "--course", graded.root)
    before = page_of(graded, "ana").read_bytes()
    (graded.autograded / "ana" / NOTEBOOK / f"{NOTEBOOK}.ipynb").unlink()
    code, said = run("feedback", "--course", graded.root)
    assert code == 1 and "Sem devolutiva nova: ana" in said and "Devolutivas escritas: 2." in said
    assert page_of(graded, "ana").read_bytes() == before


def test_a_locked_gradebook_costs_no_page(graded, run):
    run("feedback", "--course", graded.root)
    before = {path: path.read_bytes() for path in graded.feedback.rglob("*.html")}
    with contextlib.closing(sqlite3.connect(graded.gradebook)) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, said = run("feedback", "--course", graded.root)
    assert code == 1 and "outro programa está usando o gradebook.db" in said
    assert {path: path.read_bytes() for path in graded.feedback.rglob("*.html")} == before and len(before) == 3


def test_whoever_has_no_graded_submission_is_named(graded, run):
    code, said = run("feedback", "--student", "ninguem", "--course", graded.root)
    assert code == 2 and "Não há entrega corrigida de ninguem" in said


@pytest.mark.slow
@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGKILL])
def test_stopped_at_any_moment_every_page_is_there(graded, run, kill):
    """Ten moments over the length of a run; pages are whole, the old or the new, and nothing else is left in the folder."""
    run("feedback", "--course", graded.root)
    command = [sys.executable, "-c", ONE_BY_ONE, str(graded.root), NOTEBOOK]
    for moment in range(10):
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        with child:
            for _ in range(moment // 2 + 1):
                child.stdout.readline()  # a page begins
            time.sleep(0.004 * (moment % 2))
            child.send_signal(kill)
            child.communicate(timeout=60)
        pages = list(graded.feedback.rglob("*.html"))
        assert len(pages) == 3
        assert all(page.read_text(encoding="utf-8").rstrip().endswith("</html>") for page in pages)
    code, _ = run("feedback", "--course", graded.root)
    assert code == 0


def test_notices_say_each_thing_once_and_begin_with_a_capital():
    record = {"reason": "a função não terminou em 5 s; fora da lista", "notes": ["Uma nota.", "Uma nota."]}
    assert notices(record) == [
        "A função não terminou em 5 s",
        "Seu nome ainda não está na lista da turma. Fale com quem dá o curso.",
        "Uma nota.",
    ]

"""What a class got wrong is counted exactly, from real grading to the page; the page runs nothing and asks for nothing."""

import csv
import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser

import pytest

from autograder.course import records
from autograder.course.folder import Course
from autograder.ground.errors import CommandFailed
from autograder.judging.grade import grade
from autograder.outgoing.report import charts, people
from autograder.outgoing.report.gather import TidyRow, gather
from autograder.outgoing.report.groups import named, unlike, unnamed
from autograder.outgoing.report.lines import wrong_line
from autograder.outgoing.report.said import for_class, hint_of
from autograder.outgoing.report.write import as_csv, report
from enap_lstm.exercises import EXERCISES

NOTEBOOK = "00_start"
PAYLOAD = "<script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"
DEF = "def sigmoid(z):\n    "
RIGHT = DEF + "return 1 / (1 + np.exp(-z))"
NAMED = {  # a known mistake → ways to make it
    "tanh-for-sigmoid": [
        f'{DEF}"""{PAYLOAD}"""\n    nome_da_ana = "{PAYLOAD[:8]}"  # {PAYLOAD}\n    return np.tanh(z)',
        "import math\ndef sigmoid(z):\n    e = np.exp(2 * np.clip(z, -300, 300))\n    return (e - 1) / (e + 1)",
        DEF + "return np.tanh(z)",
    ],
    "relu": [DEF + "return np.maximum(0, z)", DEF + "return np.where(np.asarray(z) > 0, z, 0.0)"],
}
NAMES = {
    "tanh-for-sigmoid": "com a tangente hiperbólica, que vai de −1 a 1",
    "relu": "com np.maximum(0, z) , a ReLU, que pode passar de 1",
}
UNNAMED = {  # mistakes that no name explains → ways to make each
    "sine": [DEF + "return np.sin(z)", DEF + "s = np.sin(z)\n    return s + 0", DEF + "return -np.sin(-np.asarray(z))"],
    "attribute": [DEF + "y = np.asarray(z)\n    return y.sigmoide()", "def sigmoid(v):\n    return np.asarray(v).sigmoide()"],
}  # fmt: skip
ALONE = [DEF + "return np.cos(z) + 7", DEF + "return np.cos(z) + 8"]
BLANK = [DEF + "raise NotImplementedError"] * 2


def hand_in(course, student, answer):
    notebook = json.loads(course.release_of(NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = answer
    path = course.submission(student, NOTEBOOK)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


class Read(HTMLParser):
    """What of a page could run or be fetched, its text, and the texts of its charts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.alive, self.asked, self.charts, self.text = set(), [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.alive += [name for name, _ in attributes if name.startswith("on")]
        self.asked += [v for name, v in attributes if name in ("src", "href", "xlink:href") and not v.startswith("#")]
        if tag == "svg":
            self.charts.append(dict(attributes))

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


@pytest.fixture(scope="module")
def students():
    """Who hands in what, by id; dora hands in nothing."""
    answers = [*sum([*NAMED.values(), *UNNAMED.values()], []), *ALONE, *BLANK, RIGHT, RIGHT]
    return {f"s{k:02}": answer for k, answer in enumerate(answers)}


@pytest.fixture(scope="module")
def course(made_release, tmp_path_factory, students):
    """A class with every planted mistake, graded for real and reported."""
    root = tmp_path_factory.mktemp("relatorio") / "turma"
    shutil.copytree(made_release, root)
    listed = "id,first_name,last_name,email\n" + "".join(f'{s},Ana,"{s}",\n' for s in students)
    payload = PAYLOAD.replace('"', '""')
    (root / "alunos.csv").write_text(listed + f'dora,Dora,"{payload}",\n', encoding="utf-8")
    for student, answer in students.items():
        hand_in(Course(root), student, answer)
    assert not grade(Course(root), jobs=2).failed
    report(Course(root))
    return Course(root)


@pytest.fixture(scope="module")
def page(course):
    return Read((course.root / "relatorio.html").read_text(encoding="utf-8"))


def test_planted_mistakes_are_counted_exactly(course, page, students):
    wanted = {id: len(ways) for id, ways in NAMED.items()}
    found = named(gather(course))
    assert [(group.id, group.count, group.total) for group in found] == [
        (id, n, len(students)) for id, n in sorted(wanted.items(), key=lambda item: -item[1])
    ]
    for id, n in wanted.items():
        assert f"sigmoid · {NAMES[id]} · {n} de {len(students)}" in page.words
    with open(course.root / "relatorio.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(mistake for _, mistake in {(r["student"], r["mistake"]) for r in rows if r["mistake"]}) == wanted
    assert len(rows) == len(students) * len(EXERCISES["sigmoid"].properties)


def test_every_planted_mistake_without_a_name_is_in_one_group_of_its_own(course, students):
    group_of = {answer.student: answer.group for answer in gather(course).answers}
    by_mistake = [{group_of[s] for s, a in students.items() if a in ways} for ways in UNNAMED.values()]
    assert [len(groups) for groups in by_mistake] == [1, 1] and len(set.union(*by_mistake)) == 2
    assert [(group.id, group.count) for group in unnamed(gather(course))] == [
        (min(by_mistake[0]), 3), (min(by_mistake[1]), 2),
    ]  # fmt: skip
    (rest,) = unlike(gather(course))
    assert (rest.alone, rest.blank, rest.absent) == (len(ALONE), len(BLANK), 0)


def test_an_example_is_the_line_alone(course):
    """No comment, no text, no name of the student's own."""
    lines = {group.id: group.line for group in [*named(gather(course)), *unnamed(gather(course))]}
    assert lines["tanh-for-sigmoid"] == "return np.tanh(z)" and lines["relu"].startswith("return np.maximum(0, z)")
    assert {"return np.sin(z)", "return y.sigmoide()"} <= set(lines.values())
    assert not any(said in line for line in lines.values() for said in ("PWNED", "script", "#", "ana", "'"))


def test_a_name_that_could_be_a_persons_is_replaced_and_a_misspelt_known_one_is_not(tmp_path):
    path = tmp_path / "a.ipynb"
    source = 'def sigmoid(z):\n    joana_souza = f"{z}" + "joana"\n    return sigmoide(joana_souza, 123456789012)'
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [source]}]}), encoding="utf-8")
    assert wrong_line([(path, 0)], [], "sigmoid", ["z"]) == "nome1 = ... + ...\nreturn sigmoide(nome1, ...)"
    assert wrong_line([(tmp_path / "none.ipynb", 0)], [], "sigmoid", ["z"]) == ""


def test_every_hint_becomes_what_was_computed_and_a_step():
    for exercise in EXERCISES.values():
        for id, mistake in exercise.mistakes.items():
            hint = hint_of(exercise.name, id)
            assert hint.step and " ".join(filter(None, [hint.what, hint.step])) == mistake.hint
            said = for_class(1, 31, exercise.name, hint)
            assert (
                re.match(f"1 de 31( chegou)?, em `{exercise.name}`[:,] ", said)
                and hint.step in said
                and "  " not in said
            )


def test_the_page_runs_nothing_asks_for_nothing_and_shows_what_was_planted(page):
    assert page.alive == [] and page.asked == []
    assert not {"script", "img", "iframe", "object", "embed", "link", "base", "image", "foreignobject"} & page.tags
    assert "Dora <script>document.title='PWNED'</script>" in page.words


def test_each_chart_has_its_words_and_its_numbers_stand_in_a_table(course, page):
    assert len(page.charts) == 3 and all(chart["role"] == "img" and chart["aria-label"] for chart in page.charts)
    gathered = gather(course)
    for part in people.parts(gathered):
        assert f"{part.name} {part.earned} de {part.total}" in page.words
    (notebook,) = [people.of_notebook(gathered, name) for name in gathered.notebooks]
    assert " ".join([NOTEBOOK, *map(str, notebook.bins)]) in page.words
    assert sum(notebook.bins) == notebook.graded == len(gathered.answers)


def test_what_a_chart_says_of_a_hostile_name_is_text():
    drawn = charts.hardest([people.Part(PAYLOAD, PAYLOAD, PAYLOAD, 1, 2)])
    read = Read(drawn)
    assert read.alive == [] and read.asked == [] and not {"script", "img"} & read.tags
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawn)) <= {charts.INK, charts.BLUE, charts.GREY, "#ffffff"}


def test_who_is_missing_who_needs_help_and_what_is_flagged(course):
    gathered = gather(course)
    notebook = people.of_notebook(gathered, NOTEBOOK)
    assert notebook.missing == [f"Dora {PAYLOAD}"] and notebook.flagged == 0
    low = {row.student for row in gathered.marks if row.score is not None and row.score < 6}
    assert {each.student for each in people.need_help(gathered)} == low != set()


def test_a_flagged_submission_is_listed_with_its_reason(course, tmp_path):
    shutil.copytree(course.root, tmp_path / "turma")
    record = records.read(tmp_path / "turma", NOTEBOOK, "s00")
    records.write(tmp_path / "turma", record | {"status": "flagged", "reason": f"olhe {PAYLOAD}"})
    report(Course(tmp_path / "turma"))
    page = Read((tmp_path / "turma" / "relatorio.html").read_text(encoding="utf-8"))
    assert f"00_start Ana s00 para uma pessoa olhar olhe {PAYLOAD}" in page.words and page.alive == []


def test_only_files_of_its_own_are_written_over(course, tmp_path, run):
    root = tmp_path / "turma"
    shutil.copytree(course.root, root)
    assert run("report", "--course", root)[0] == 0
    for name in ("relatorio.html", "relatorio.csv"):
        kept = (root / name).read_bytes()
        (root / name).write_text("minhas anotações", encoding="utf-8")
        code, said = run("report", "--course", root)
        assert code == 2 and f"{name} já existe" in said
        assert (root / name).read_text(encoding="utf-8") == "minhas anotações"
        (root / name).write_bytes(kept)
    assert (root / "relatorio.html").stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_reported_is_one_sentence(course, released, tmp_path, run):
    code, said = run("report", "--course", released.root)
    assert code == 1 and "Nenhuma entrega foi corrigida ainda" in said and said.count("\n") == 1
    shutil.copytree(course.root, tmp_path / "danos")
    texts = ["{", "{}", "[]", "null", json.dumps({"student": "s03", "notebook": NOTEBOOK}), '"x"', "\x00"]
    every = sorted(records.folder(tmp_path / "danos", NOTEBOOK).glob("*.json"))
    for path, text in zip(every[1:], texts * 3, strict=False):
        path.write_text(text, encoding="utf-8")
    code, said = run("report", "--course", tmp_path / "danos")
    assert code == 0 and f"{len(every) - 1} registros não podem ser lidos" in said
    whole = json.loads(every[0].read_text(encoding="utf-8"))
    every[0].write_text(json.dumps(whole | {"exercises": [dict.fromkeys(whole["exercises"][0])]}), encoding="utf-8")
    code, said = run("report", "--course", tmp_path / "danos")
    assert code == 1 and f"danificados: {len(every)}" in said and said.count("\n") == 1


def test_a_class_without_notebooks_is_told_what_comes_first(tmp_path, run, made_course):
    shutil.copytree(made_course.root, tmp_path / "turma")
    with pytest.raises(CommandFailed, match="ainda não tem cadernos distribuídos"):
        report(Course(tmp_path / "turma"))


def test_a_spreadsheet_obeys_nothing_in_the_table():
    lines = as_csv([TidyRow("ana", "=1+1", "@x", "-2", 1, "+3", "x; =2", 1.0, 2.0)]).decode().splitlines()
    assert lines[1] == "ana,'=1+1,'@x,'-2,1,'+3,x; '=2,1.0,2.0"


@pytest.mark.needs("chromium", "chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_read_by_everybody_on_a_desk_and_on_a_telephone(course, scheme):
    """axe finds nothing serious, nothing is asked for, nothing planted runs, and no width scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    address, asked, signs = (course.root / "relatorio.html").as_uri(), [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for width in (1366, 400):
            view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
            view.on("request", lambda request: asked.append(request.url))
            view.on("dialog", lambda dialog: (signs.append(dialog.message), dialog.dismiss()))
            view.goto(address)
            view.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            bad = [v for v in Axe().run(view).response["violations"] if v["impact"] in ("serious", "critical")]
            assert [(v["id"], v["nodes"][0]["html"]) for v in bad] == []
            assert view.evaluate("document.documentElement.scrollWidth") <= width
            assert view.title() == "Relatório da turma"
        browser.close()
    assert signs == [] and set(asked) == {address}

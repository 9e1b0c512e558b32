"""Whatever is handed in, the structure is ours, the code is the student's, and nothing raises."""

import json
import random
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat import from_dict

from autograder.incoming.cells import Look
from autograder.incoming.definitions import asks_only, defined_names
from autograder.incoming.normalise import normalise
from tests.autograder.example_course import (
    as_bytes,
    cell,
    code,
    insert,
    instructor_notebook,
    released,
    solved,
    without_metadata,
)

SOURCE = instructor_notebook()
RIGHT = {"input_gate": "def input_gate(x):\n    return sigmoid(x)"}
RIGHT["input_gate_backward"] = "def input_gate_backward(d, i):\n    return d * i * (1 - i)"


def graded(notebook):
    return normalise(notebook if isinstance(notebook, bytes) else as_bytes(notebook), SOURCE)


def answers(result):
    return {cell.grade_id: cell.source for cell in result.cells if cell.role == "answer"}


def runs(result):
    return [cell.source for cell in result.cells if cell.run]


def looks(result):
    return [concern.look for concern in result.concerns]


def keeps_structure(result):
    """Each cell of the source is there once, ours as they were, in their order; no student's Markdown."""
    ours = [cell for cell in result.cells if cell.origin is not None and cell.role != "answer"]
    expected = [k for k, c in enumerate(SOURCE.cells) if not c.metadata.get("nbgrader", {}).get("solution")]
    assert [cell.origin for cell in ours] == expected
    assert all(cell.source == SOURCE.cells[cell.origin].source for cell in ours if not cell.changed)
    assert all(cell.source == SOURCE.cells[cell.origin].source for cell in ours if cell.role in ("text", "check"))
    assert sorted(cell.grade_id for cell in result.cells if cell.role == "answer") == sorted(RIGHT)
    assert not any(cell.run for cell in result.cells if cell.role in ("text", "check", "training"))
    assert all(isinstance(note, str) and note for note in result.notes)


def test_an_honest_submission_runs_set_up_and_answers_only():
    result = graded(solved())
    keeps_structure(result)
    assert runs(result) == [SOURCE.cells[2].source, *RIGHT.values()]
    assert result.notes == () and result.unreadable is None
    assert [cell.origin for cell in result.cells] == list(range(len(SOURCE.cells)))


def test_the_released_notebook_has_unchanged_answers():
    result = graded(released())
    assert not any(cell.changed for cell in result.cells) and result.notes == ()


def test_the_students_own_cells_stay_beside_their_neighbours():
    notebook = insert(solved(), "c-text", code("a = 1"), code("b = a"))
    notebook = insert(notebook, "c-k1", code("%matplotlib inline"))
    result = graded(notebook)
    keeps_structure(result)
    assert runs(result)[1:] == [
        "a = 1",
        "b = a",
        RIGHT["input_gate"],
        "%matplotlib inline",
        RIGHT["input_gate_backward"],
    ]


@pytest.mark.parametrize("change", [without_metadata, lambda nb: nb | {"nbformat": 4, "nbformat_minor": 4}])
def test_answers_are_found_without_metadata(change):
    result = graded(change(solved()))
    keeps_structure(result)
    assert answers(result) == RIGHT and runs(result) == [SOURCE.cells[2].source, *RIGHT.values()]


def test_grade_ids_that_were_swapped_do_not_swap_answers():
    notebook = solved()
    first, second = cell(notebook, "c-a1"), cell(notebook, "c-a2")
    first["metadata"], second["metadata"] = second["metadata"], first["metadata"]
    assert answers(graded(notebook)) == RIGHT


def test_of_several_copies_the_one_above_the_check_is_the_answer_and_the_student_is_told():
    later = "def input_gate(x):\n    return 0 * x"
    result = graded(insert(solved(), "c-train", code(later)))
    assert answers(result) == RIGHT
    assert runs(result)[-1] == later  # it runs where it stands, and may still be judged there
    assert "input_gate aparece em 2 células (6, 12)" in result.notes[0]
    keeps_structure(result)


def test_an_answer_without_a_def_is_one_of_the_copies():
    notebook = insert(solved(), "c-train", code("def input_gate(x):\n    return 0 * x"))
    cell(notebook, "c-a1")["source"] = "class Porta:\n    __call__ = sigmoid\n\ninput_gate = Porta()"
    result = graded(notebook)
    assert answers(result)["input_gate"].startswith("class Porta")
    assert "input_gate aparece em 2 células (6, 12)" in result.notes[0]


def test_an_untouched_stub_below_the_answer_is_no_definition():
    notebook = insert(released(), "c-text", code(RIGHT["input_gate"]))
    result = graded(notebook)
    assert answers(result)["input_gate"] == RIGHT["input_gate"]
    assert not any("NotImplementedError" in source for source in runs(result)[:-1])


def test_two_answers_in_one_cell():
    notebook = released()
    cell(notebook, "c-a1")["source"] = both = "\n".join(RIGHT.values())
    notebook["cells"].remove(cell(notebook, "c-a2"))
    result = graded(notebook)
    keeps_structure(result)
    assert runs(result).count(both) == 1 and "célula 6" in answers(result)["input_gate_backward"]
    assert not any("Não há resposta" in note for note in result.notes)


def test_an_answer_whose_check_is_nowhere_is_told_why_its_mark_is_not_in_the_summary():
    notebook = solved()
    notebook["cells"].remove(cell(notebook, "c-k1"))
    result = graded(notebook)
    keeps_structure(result)
    assert [note for note in result.notes if "não tem a célula check(input_gate):" in note] == list(result.notes)
    cell(notebook, "c-a1")["source"] += "\n\ncheck(input_gate)"  # joined with its answer
    assert graded(notebook).notes == ()


def test_a_pasted_graded_cell_and_hints_asked_for_have_no_part():
    copied = cell(solved(), "c-k1")
    notebook = insert(solved(), "c-k1", copied, code("check(input_gate, dica=2)"), code("resumo()"))
    cell(notebook, "c-k2")["source"] = "check(input_gate_backward, dica=2)"
    result = graded(notebook)
    keeps_structure(result)
    assert runs(result) == runs(graded(solved())) and result.notes == ()


def test_a_rewritten_graded_cell_is_recorded_as_ours():
    notebook = solved()
    cell(notebook, "c-k1")["source"] = "check = lambda f: 4\ncheck(input_gate)"
    result = graded(notebook)
    keeps_structure(result)
    assert result.notes == ("A verificação de input_gate foi alterada (célula 7); vale a original.",)


def test_an_answer_written_into_the_graded_cell_is_found():
    notebook = released()
    cell(notebook, "c-k1")["source"] = RIGHT["input_gate"] + "\ncheck(input_gate)"
    assert answers(graded(notebook))["input_gate"].startswith(RIGHT["input_gate"])


def test_changed_set_up_runs_after_ours_and_a_changed_demonstration_in_its_place():
    notebook = solved()
    cell(notebook, "c-setup")["source"] = "import numpy as np\nimport scipy"
    cell(notebook, "c-demo")["source"] = "k = 3"
    result = graded(notebook)
    keeps_structure(result)
    assert runs(result) == [
        SOURCE.cells[2].source, "import numpy as np\nimport scipy", RIGHT["input_gate"], "k = 3", RIGHT["input_gate_backward"],
    ]  # fmt: skip


@pytest.mark.parametrize("strip", [False, True])
def test_training_never_runs_changed_or_not(strip):
    notebook = solved()
    cell(notebook, "c-train")["source"] = "for step in range(9000):\n    train(step)\nprint(loss)"
    result = graded(without_metadata(notebook) if strip else notebook)
    assert not any("train(step)" in source for source in runs(result))
    assert "treino" in result.notes[0]


def test_cells_of_ours_that_were_deleted_are_back():
    notebook = solved()
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] in ("c-a1", "c-a2")]
    result = graded(notebook)
    keeps_structure(result)
    assert runs(result) == [SOURCE.cells[2].source, *RIGHT.values()]


def test_any_order_of_cells_keeps_answers_and_set_up():
    for seed in range(30):
        notebook = insert(solved(), "c-k1", code("extra = 1"))
        random.Random(seed).shuffle(notebook["cells"])
        result = graded(notebook)
        keeps_structure(result)
        assert answers(result) == RIGHT and "extra = 1" in runs(result) and SOURCE.cells[2].source in runs(result)


def test_an_answer_with_a_syntax_error_or_in_a_text_cell_is_shown_where_it_belongs():
    notebook = solved()
    cell(notebook, "c-a1")["source"] = "df input_gate(x):\n  retrun x"
    cell(notebook, "c-a2")["cell_type"] = "markdown"
    result = graded(notebook)
    assert answers(result) == {"input_gate": "df input_gate(x):\n  retrun x"} | {
        "input_gate_backward": RIGHT["input_gate_backward"]
    }
    assert any("célula de texto (célula 9)" in note for note in result.notes)


def test_tags_outputs_and_strange_metadata_change_nothing():
    notebook = solved()
    for item in notebook["cells"]:
        item["metadata"] |= {"tags": ["skip-execution", "raises-exception"], "editable": "x"}
        item["outputs"] = [{"output_type": "lixo", "data": [1, {"a": None}]}, 7, None]
    cell(notebook, "c-k1")["metadata"]["nbgrader"] |= {"points": 1000, "schema_version": 99}
    assert graded(notebook).cells == graded(solved()).cells


def test_a_note_for_whoever_teaches_is_nowhere_in_what_is_graded():
    noted = deepcopy(SOURCE)
    note = {
        "cell_type": "markdown",
        "id": "c-note",
        "metadata": {"enap_lstm": {"role": "teacher"}},
        "source": "No quadro.",
    }
    noted.cells.insert(3, from_dict(note))
    for submitted in (solved(), {"cells": solved()["cells"][5:8]}, {"cells": []}):
        raw = json.dumps(submitted).encode()
        with_note, without = normalise(raw, noted), normalise(raw, SOURCE)
        bare = [replace(cell, origin=None) for cell in without.cells]
        assert [replace(cell, origin=None) for cell in with_note.cells] == bare
        moved = [cell.origin and cell.origin + (cell.origin >= 3) for cell in without.cells]
        assert [cell.origin for cell in with_note.cells] == moved


def as_format_3(notebook):
    cells = [
        {"cell_type": "code", "language": "python", "input": c["source"], "metadata": c["metadata"], "outputs": []}
        if c["cell_type"] == "code" else {"cell_type": "markdown", "source": c["source"]}
        for c in notebook["cells"]
    ]  # fmt: skip
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}, {}, 5]}


def as_colab(notebook):
    for item in notebook["cells"]:
        item["metadata"]["id"] = item.pop("id")
        item["source"] = item["source"].splitlines(keepends=True)
    return notebook | {"nbformat_minor": 0}


@pytest.mark.parametrize(
    "bytes_of",
    [
        as_bytes,
        lambda nb: as_bytes(as_format_3(nb)),
        lambda nb: as_bytes(as_colab(nb)),
        lambda nb: b"\xef\xbb\xbf" + as_bytes(nb),
        lambda nb: as_bytes(nb) + b"\n\n}}<<<<<<< HEAD",
        lambda nb: as_bytes(nb) + b"\0" * 100,
        lambda nb: json.dumps(nb, ensure_ascii=False).encode("cp1252"),
        lambda nb: json.dumps(nb).encode("utf-16"),
        lambda nb: as_bytes(nb | {"nbformat_minor": 99}),
        lambda nb: as_bytes(nb | {"nbformat": "quatro"}),
        lambda nb: as_bytes(nb).replace(b"\\n", b"\\r\\n"),
        lambda nb: as_bytes(nb)[:-200],
        lambda nb: b'{"metadata": ' + b"[" * 100_000 + as_bytes(nb)[1:],
        lambda nb: as_bytes(insert(nb, "c-sum", code("x = 1", outputs=["a" * 21_000_000]))),
        lambda nb: as_bytes(insert(nb, "c-text", code("x = 1", outputs=["a" * 21_000_000]))),
        lambda nb: as_bytes(insert(nb, "c-sum", code("NUMBER"))).replace(b'"NUMBER"', b"9" * 10_000),
    ],
    ids="same v3 colab bom garbage nul cp1252 utf16 minor major crlf cut deep huge early digits".split(),
)
def test_answers_survive_formats_encodings_and_damage(bytes_of):
    result = graded(bytes_of(solved()))
    assert answers(result) == RIGHT and result.unreadable is None
    keeps_structure(result)


@pytest.mark.parametrize(
    "raw",
    [b"", b" \n", b"\0" * 50, b"{", b"[" * 200_000, b"[1, 2]", b"null", b"12", b'{"cells": 3}', b'{"a": 1}', b'"texto"',
     b"PK\x03\x04" + bytes(range(256)) * 20, b"<html></html>", b"def input_gate(x):\n    return x\n", b'{"cells": ' * 30_000,
     b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_notebook_is_unreadable_with_empty_answers(raw):
    result = graded(raw)
    assert result.unreadable and result.unreadable.endswith(".")
    keeps_structure(result)
    assert set(answers(result).values()) == {""}


def test_a_damaged_file_without_any_answer_left_is_unreadable():
    """A piece that holds an answer is graded for what it holds; one that holds none needs a new copy."""
    raw = as_bytes(solved())
    result = graded(raw[: raw.index(b"def input_gate(")])
    assert "nenhuma das respostas" in result.unreadable and looks(result) == [Look.DAMAGED]
    keeps_structure(result)
    second = raw.index(b"def input_gate_backward(")
    assert graded(raw[:second]).unreadable is None and looks(graded(raw[:second])) == [Look.DAMAGED]


def test_a_notebook_of_another_topic_says_so():
    other = {"cells": [code("x = 1")], "metadata": {"enap_lstm": {"notebook": "01_elman_rnn"}}, "nbformat": 4}
    assert looks(graded(other)) == [Look.OTHER_NOTEBOOK, Look.NO_ANSWER]
    first, second = graded(other).concerns
    assert "01_elman_rnn" in first.text and "caderno certo" in second.text
    other["metadata"]["enap_lstm"]["notebook"] = "<script>"
    assert looks(graded(other)) == [Look.NO_ANSWER]


def test_fifty_megabytes_and_thousands_of_cells_come_to_an_end():
    many = {"nbformat": 4, "cells": [code(f"x{k} = {k}") for k in range(10_500)]}
    assert Look.TOO_MANY_CELLS in looks(graded(many))
    assert graded(b"[" + b"{" * (50 << 20)).unreadable
    graded(b'{"cell_type": "code", ' * (1 << 20))
    graded({"nbformat": 4, "cells": [code("x = 1\n" * 8000 + "def input_gate(x): return x")] * 300})
    graded({"nbformat": 4, "cells": [code("if x: pass\n" + "elif x: pass\n" * 3000)] * 300})


def test_text_that_cannot_be_written_again_is_mended():
    notebook = insert(solved(), "c-text", code("s = '\ud800'\0"))
    result = normalise(json.dumps(notebook).encode(), SOURCE)
    "".join(cell.source for cell in result.cells).encode("utf-8")
    assert "s = '?'" in runs(result)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["cells", "cell_type", "source", "id", "metadata", "outputs", "nbgrader", "grade_id", "nbformat"]
)


@st.composite
def mutated(draw):
    """A solved notebook in which some values were replaced, removed or repeated at random places."""
    notebook = solved()
    for _ in range(draw(st.integers(1, 6))):
        node, path = notebook, []
        for _ in range(draw(st.integers(0, 4))):
            if isinstance(node, dict) and node:
                key = draw(st.sampled_from(sorted(node, key=str)))
            elif isinstance(node, list) and node:
                key = draw(st.integers(0, len(node) - 1))
            else:
                break
            path.append((node, key))
            node = node[key]
        if not path:
            notebook[draw(KEYS)] = draw(JSON)
            continue
        parent, key = path[-1]
        action = draw(st.sampled_from(["replace", "remove", "repeat"]))
        if action == "replace":
            parent[key] = draw(JSON | st.just(node))
        elif action == "remove":
            del parent[key]
        elif isinstance(parent, list):
            parent.insert(key, json.loads(json.dumps(node)))
    return notebook


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_no_mutation_of_a_notebook_breaks_the_structure(notebook):
    keeps_structure(normalise(json.dumps(notebook).encode(), SOURCE))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_the_bytes_breaks_the_structure(data):
    raw = bytearray(as_bytes(solved()))
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    keeps_structure(normalise(bytes(raw), SOURCE))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all(raw):
    keeps_structure(normalise(raw, SOURCE))


@pytest.mark.parametrize(
    "source, names",
    [
        ("def f(x): return x", {"f"}),
        ("async def f(x): return x", {"f"}),
        ("try:\n    def f(x): return x\nexcept E:\n    def g(x): pass\nfinally:\n    h = lambda: 1", {"f", "g", "h"}),
        ("%%time\n!ls\ndef f(x):\n    return x", {"f"}),
        ("f?\ndef f(x):\n    return '\\d'", {"f"}),
        ("def f(x:\n  return", {"f"}),
        ("class A:\n    def f(self): pass\n\ndef g():\n    def f(): pass", {"g"}),
        ("f = 3\nx = f(2)", set()),
        ("s = '''\ndef f(x):\n'''", set()),
        ("(" * 10_000, set()),
        ("-" * 90_000 + "1", set()),
        ("if a: pass\n" + "elif a: pass\n" * 5000 + "else:\n    def f(): pass", {"f"}),
    ],
)
def test_names_that_a_cell_defines(source, names):
    found = defined_names(source)
    assert found == names or len(source) > 20_000 and found <= names


def test_only_asking_is_told_from_work():
    assert (
        asks_only("check(f, dica=2)\nresumo()")
        and not asks_only("check(f(open('x')))")
        and not asks_only("x = check(f)")
    )

"""Habits of order: cells moved, copied, deleted, joined; the notebook as a place to take notes."""

from __future__ import annotations

from tests.honest.draft import Draft, Stage, habit

ARRANGING = Stage.ARRANGING
ABOVE = r"A verificação de \w+ está acima da resposta"
NO_CHECK = r"O arquivo não tem a célula check"


@habit(ARRANGING)
def exercise_at_the_end(draft: Draft) -> None:
    """Whoever gathers the answers: answer and check are cut and pasted at the bottom, above the summary."""
    name = draft.pick()
    for cell in (draft.answers[name], draft.checks[name]):
        draft.move(cell, len(draft.cells) - 2)


@habit(ARRANGING)
def answer_moved_up(draft: Draft) -> None:
    """Whoever wants the function near the set-up: the answer is right below it, its check where it was."""
    draft.move(draft.answers[draft.pick()], draft.place(draft.of_role("setup")[0]) + 1)


@habit(ARRANGING)
def checks_at_the_end(draft: Draft) -> None:
    """Whoever checks everything at once: all check cells stand below everything else."""
    for cell in draft.checks.values():
        draft.move(cell, len(draft.cells) - 2)


@habit(ARRANGING, told=ABOVE)
def check_above_its_answer(draft: Draft) -> None:
    """Whoever drags a cell too far: the check stands above its answer, and Run All checks what is not there yet."""
    name = draft.pick()
    if draft.place(draft.checks[name]) > draft.place(draft.answers[name]):
        draft.move(draft.checks[name], draft.place(draft.answers[name]))


@habit(ARRANGING)
def exercises_swapped(draft: Draft) -> None:
    """Whoever does the last exercise first: it stands above the first one, with its check."""
    first, last = next(iter(draft.answers)), [*draft.answers][-1]
    if first != last:
        draft.move(draft.checks[last], draft.place(draft.answers[first]))
        draft.move(draft.answers[last], draft.place(draft.checks[last]))


@habit(ARRANGING)
def check_run_twice(draft: Draft) -> None:
    """Whoever copies the check and runs it again right below."""
    name = draft.pick()
    draft.paste(draft.checks[name], draft.place(draft.checks[name]) + 1)


@habit(ARRANGING)
def answer_copied(draft: Draft) -> None:
    """Whoever pastes the graded cell once more, with its metadata, before changing anything."""
    name = draft.pick()
    draft.paste(draft.answers[name], draft.place(draft.answers[name]) + draft.rng.randint(0, 1))


@habit(ARRANGING)
def copied_to_the_end(draft: Draft) -> None:
    """Whoever collects the finished answer at the bottom, with its check, to print it."""
    name = draft.pick()
    for cell in (draft.answers[name], draft.checks[name]):
        draft.paste(cell, len(draft.cells))


@habit(ARRANGING, told=NO_CHECK)
def check_deleted(draft: Draft) -> None:
    """Whoever deletes the check: "já conferi"; Run All then says nothing of that exercise."""
    name = draft.pick()
    draft.drop(draft.checks[name])
    draft.checks[name] = draft.answers[name]


@habit(ARRANGING)
def joined_with_its_check(draft: Draft) -> None:
    """Whoever joins cells (Shift-M): the check is the last line of the answer cell, and no cell of its own any more."""
    name = draft.pick()
    if draft.checks[name] is not draft.answers[name]:
        draft.answers[name]["source"] += "\n\n" + draft.checks[name]["source"]
        draft.drop(draft.checks[name])
        draft.checks[name] = draft.answers[name]


@habit(ARRANGING)
def check_cell_edited(draft: Draft) -> None:
    """Whoever writes into the check cell: a comment, a hint asked for, a print."""
    name = draft.pick()
    if draft.checks[name] is draft.answers[name]:
        return
    edited = [f"# agora vai\ncheck({name})", f"check({name}, dica=1)", f"print('conferindo')\ncheck({name})"]
    draft.checks[name]["source"] = draft.rng.choice(edited)


@habit(ARRANGING)
def demos_removed(draft: Draft) -> None:
    """Whoever hands in only their own work: demonstrations and figures are gone."""
    for cell in draft.of_role("demo", "figure"):
        draft.drop(cell)


@habit(ARRANGING)
def some_demos_removed(draft: Draft) -> None:
    """Whoever deletes what takes room on the screen: half of the demonstrations."""
    for cell in draft.of_role("demo", "figure"):
        if draft.rng.random() < 0.5:
            draft.drop(cell)


@habit(ARRANGING)
def demo_changed(draft: Draft) -> None:
    """Whoever plays with the numbers of a demonstration, as the text asks them to."""
    for cell in draft.of_role("demo"):
        cell["source"] = cell["source"].replace("1.0", "1.5", 1).replace("0.8", "0.7", 1)


@habit(ARRANGING)
def demo_broken(draft: Draft) -> None:
    """Whoever edits a demonstration until it fails."""
    cell = draft.rng.choice(draft.of_role("demo") or draft.of_role("setup")[1:] or [draft.add(1, "print('demo')")])
    cell["source"] += "\nprint(nome_que_nao_existe)"


@habit(ARRANGING)
def demo_moved_up(draft: Draft) -> None:
    """Whoever drags a demonstration above the answer that it needs."""
    demos = draft.of_role("demo")
    if demos:
        draft.move(draft.rng.choice(demos), draft.place(draft.of_role("setup")[0]) + 1)


@habit(ARRANGING)
def demo_pasted_again(draft: Draft) -> None:
    """Whoever repeats a demonstration further down, to look at it again."""
    demos = draft.of_role("demo", "figure")
    if demos:
        draft.paste(draft.rng.choice(demos), len(draft.cells) - 1)


@habit(ARRANGING)
def set_up_repeated(draft: Draft) -> None:
    """Whoever comes back the next day: the set-up cell is pasted above the second part."""
    draft.paste(draft.of_role("setup")[0], draft.place(draft.answers[draft.pick()]))


@habit(ARRANGING)
def set_up_edited(draft: Draft) -> None:
    """Whoever adds their imports to the course's set-up cell."""
    draft.of_role("setup")[0]["source"] += (
        "\nimport math\nimport matplotlib.pyplot as plt\n\nplt.rcParams['font.size'] = 9"
    )


@habit(ARRANGING)
def first_cell_deleted(draft: Draft) -> None:
    """Whoever works where the course is installed, and needs no cell that installs it."""
    for cell in draft.of_role("install"):
        draft.drop(cell)


@habit(ARRANGING)
def summary_on_top(draft: Draft) -> None:
    """Whoever wants their points on top, and deletes the cell at the bottom."""
    for cell in draft.of_role("summary"):
        draft.move(cell, draft.place(draft.of_role("setup")[0]) + 1)


@habit(ARRANGING)
def both_answers_in_one_cell(draft: Draft) -> None:
    """Whoever writes all functions in the first answer cell, and deletes the cells of the others."""
    first, *others = draft.answers
    for name in others:
        draft.answers[first]["source"] += "\n\n\n" + draft.answers[name]["source"]
        draft.drop(draft.answers[name])
        draft.answers[name] = draft.answers[first]


@habit(ARRANGING)
def notes_taken(draft: Draft) -> None:
    """Whoever takes notes: Markdown cells with headings, lists, and a piece of code in a fence."""
    for text in (
        "# Minhas notas\n- rever a σ",
        "> **dúvida:** por que transpor?",
        "```python\ndef rascunho(x):\n    return x\n```",
    ):
        draft.somewhere(text, "markdown")


@habit(ARRANGING)
def texts_edited(draft: Draft) -> None:
    """Whoever writes their answers to "Para pensar" into the course's own text cells."""
    for cell in draft.cells:
        if cell["cell_type"] == "markdown" and "Para pensar" in cell["source"]:
            cell["source"] += "\n\n**Resposta:** porque a inclinação é menor."


@habit(ARRANGING)
def texts_removed(draft: Draft) -> None:
    """Whoever hands in code: all text cells are gone."""
    for cell in [cell for cell in draft.cells if cell["cell_type"] == "markdown"]:
        draft.drop(cell)


@habit(ARRANGING)
def empty_cells(draft: Draft) -> None:
    """Whoever presses Shift-Enter at the bottom: empty cells, and some with blanks or a comment in them."""
    for text in ("", "   ", "# fim", "", "pass"):
        draft.add(len(draft.cells), text)
    draft.somewhere("")


@habit(ARRANGING)
def demo_split(draft: Draft) -> None:
    """Whoever splits a demonstration to look at it line by line."""
    long = [cell for cell in draft.of_role("demo") if "\n\n" in cell["source"]]
    if long:
        cell = draft.rng.choice(long)
        head, _, tail = cell["source"].partition("\n\n")
        cell["source"] = head
        draft.add(cell, tail, below=True)


@habit(ARRANGING)
def demo_joined_with_the_answer(draft: Draft) -> None:
    """Whoever joins the cell below with the answer: what the course shows of it runs before the check."""
    name = draft.pick()
    below = draft.place(draft.checks[name]) + 1
    demo = next((cell for cell in draft.cells[below:] if draft.role(cell) == "demo"), None)
    if demo is not None:
        draft.answers[name]["source"] += "\n\n" + demo["source"]
        draft.drop(demo)


@habit(ARRANGING)
def set_up_moved_down(draft: Draft) -> None:
    """Whoever drags the set-up below the first demonstrations, which then fail."""
    above = draft.place(min((draft.answers[name] for name in draft.answers), key=draft.place))
    first = draft.of_role("setup")[0]
    if draft.place(first) < above:
        draft.move(first, above - 1)

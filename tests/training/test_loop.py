"""The loop: what it keeps when stopped, what it goes on from when killed, what it says."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from enap_lstm import reference
from enap_lstm.training import checkpoint, loop, threads
from enap_lstm.training.checkpoint import Checkpoint
from enap_lstm.training.kernel import Kernel
from enap_lstm.training.progress import Line, duration, progress
from enap_lstm.training.run import Run
from tests.training.killed import START, STEPS, batch, train


@pytest.fixture(scope="module")
def whole():
    """The run that nothing interrupts."""
    return train()


@pytest.fixture
def often(monkeypatch):
    """Saved and told at every look, not every 20 seconds."""
    monkeypatch.setattr(checkpoint, "PAUSE", 0)
    monkeypatch.setattr(loop, "PAUSE", -1)


def press_stop(at):
    """A `watch` in whose call after so many steps the stop button is pressed."""

    pressed = []

    def watch(words, losses):
        if len(losses) == at and not pressed:
            pressed.append(True)
            raise KeyboardInterrupt

    return watch


def assert_same(ours, theirs):
    """To the bit."""
    assert ours.best_step == theirs.best_step
    assert_array_equal(ours.losses, theirs.losses)
    for name, array in theirs.parameters.items():
        assert_array_equal(ours.parameters[name], array)


def test_it_learns_and_keeps_the_best_weights(whole):
    means = whole.losses.reshape(-1, loop.LOOK).mean(axis=1)
    assert means[-1] < means[0] / 2 and len(whole.losses) == STEPS
    assert whole.best_step == loop.LOOK * (1 + np.argmin(means))


def test_what_is_returned_are_the_weights_after_the_best_step(whole):
    assert_array_equal(train(steps=whole.best_step).parameters["W"], whole.parameters["W"])
    assert {array.dtype for array in whole.parameters.values()} == {np.dtype(np.float32)}


def test_the_same_seed_is_the_same_run_and_another_is_another(whole):
    assert_same(train(), whole)
    assert (train(seed=1).losses != whole.losses).any()


def test_a_later_look_that_is_worse_does_not_replace_the_best():
    def spoilt(rng):  # learnable at first, noise from the 51st batch on
        inputs, targets, mask = batch(rng)
        calls.append(1)
        return inputs, targets if len(calls) <= 51 else rng.integers(5, size=targets.shape), mask

    calls = []
    run = loop.train(START, spoilt, 100, learning_rate=0.02, watch=lambda *_: None)
    assert run.best_step == 50 and len(run.losses) == 100


def test_a_stop_keeps_the_best_and_says_so(often, whole, tmp_path):
    told, press = [], press_stop(100)
    run = train(watch=lambda words, losses: (told.append(words), press(words, losses)))
    assert_same(run, train(steps=100))
    assert len(run.losses) == 100 and run.best_step == 100
    assert re.fullmatch(
        r"Parado a seu pedido\. Ficam os pesos do passo 100, os melhores: perda \d,\d+ nats\.", run.ended
    )
    assert told[-1].endswith(run.ended) and "100 de 200 passos" in told[-1]
    assert "execute a célula de novo" in train(tmp_path / "treino.npz", watch=press_stop(50)).ended


MOMENTS = [
    (Kernel, "backpropagate", 103),
    (Kernel, "update", 103),
    (Run, "look", 4),
    (Run, "state", 5),
    (Checkpoint, "save", 4),
]


@pytest.mark.parametrize("owner, name, call", MOMENTS, ids=[name for _, name, _ in MOMENTS])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_stop_at_any_moment_costs_only_the_steps_since_the_last_look(
    owner, name, call, when, often, whole, tmp_path, monkeypatch
):
    original, calls = getattr(owner, name), []

    def stopping(*args, **more):
        calls.append(1)
        if when == "before" and len(calls) == call:
            raise KeyboardInterrupt
        result = original(*args, **more)
        if when == "after" and len(calls) == call:
            raise KeyboardInterrupt
        return result

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, stopping)
        stopped = train(tmp_path / "treino.npz")
    assert len(stopped.losses) in (75, 100) and stopped.ended.startswith("Parado a seu pedido")
    assert_same(train(tmp_path / "treino.npz"), whole)


def test_a_stop_before_the_first_look_leaves_the_start():
    def at_once(rng):
        if calls.append(1) or len(calls) > 3:
            raise KeyboardInterrupt
        return batch(rng)

    calls = []
    run = loop.train(START, at_once, 50, learning_rate=0.02, watch=lambda *_: None)
    assert run.ended == "Parado a seu pedido. Ficam os pesos do começo." and run.best_step == len(run.losses) == 0
    assert_allclose(run.parameters["U"], START["U"], rtol=1e-6)


def test_resumed_is_uninterrupted_to_the_bit(whole, tmp_path, capsys):
    path = tmp_path / "pasta" / "treino.npz"
    train(path, steps=75)
    assert_same(train(path), whole)
    assert_same(train(path), whole)  # there was nothing left to do
    said = [f"Os primeiros {steps} passos vêm do treino salvo em `{path}`." for steps in (75, STEPS)]
    assert capsys.readouterr().out.splitlines() == said
    assert [file.name for file in path.parent.iterdir()] == ["treino.npz"]


def test_killed_it_goes_on_to_the_same_result(whole, tmp_path):
    path = tmp_path / "treino.npz"
    script = Path(__file__).with_name("killed.py")
    with subprocess.Popen([sys.executable, script, path], stdout=subprocess.PIPE, encoding="utf-8") as process:
        while int(process.stdout.readline()) < 75:
            pass
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait()
    assert process.returncode != 0
    with np.load(path) as saved:
        assert 75 <= len(saved["losses"]) < STEPS
    assert_same(train(path), whole)


def test_it_is_saved_at_most_every_20_seconds_and_at_the_end(tmp_path, monkeypatch):
    saved = []
    monkeypatch.setattr(checkpoint.np, "savez", lambda file, **arrays: saved.append(len(arrays["losses"])))
    train(tmp_path / "treino.npz")
    assert checkpoint.PAUSE == 20 and saved == [STEPS]


def broken_files(good: bytes):
    return {"empty": b"", "cut": good[: len(good) // 2], "one bit": good[:-900] + bytes([good[-900] ^ 4]) + good[-899:],
            "text": "não é um treino".encode()}  # fmt: skip


@pytest.mark.parametrize("kind", ["empty", "cut", "one bit", "text", "pickle", "other arrays"])
def test_a_broken_file_is_moved_aside_and_said_in_one_sentence(kind, whole, tmp_path, capsys):
    path = tmp_path / "treino.npz"
    train(path, steps=25)
    if kind == "pickle":
        np.savez(path, memory=np.array([{}], dtype=object), whose="x")
    elif kind == "other arrays":
        np.savez(path, W=np.ones(3))
    else:
        path.write_bytes(broken_files(path.read_bytes())[kind])
    content = path.read_bytes()
    assert_same(train(path), whole)
    aside = tmp_path / "treino.npz.antigo-1"
    assert aside.read_bytes() == content
    assert capsys.readouterr().out == checkpoint.BROKEN.format(path, aside) + "\n"


@pytest.mark.parametrize("change", ["seed", "rate", "start", "data", "own"])
def test_another_runs_file_is_moved_aside_never_overwritten(change, tmp_path, capsys):
    path = tmp_path / "treino.npz"
    (tmp_path / "treino.npz.antigo-1").write_bytes(b"an older one")
    train(path, steps=25)
    content = path.read_bytes()
    start = START | {"b": START["b"] + 1} if change == "start" else START
    data = (lambda rng: batch(rng)[1::-1] + batch(rng)[2:]) if change == "data" else batch
    more = {"seed": 1} if change == "seed" else {}
    more |= {"own": (reference.lstm_forward, reference.lstm_backward)} if change == "own" else {}
    rate = 0.03 if change == "rate" else 0.02
    run = loop.train(start, data, 5, learning_rate=rate, checkpoint=path, watch=lambda *_: None, **more)
    aside = tmp_path / "treino.npz.antigo-2"
    assert aside.read_bytes() == content and len(run.losses) == 5
    assert (tmp_path / "treino.npz.antigo-1").read_bytes() == b"an older one"
    assert capsys.readouterr().out == checkpoint.FOREIGN.format(path, aside) + "\n"


def test_where_nothing_can_be_written_training_goes_on(whole, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "file" / "treino.npz"
    assert_same(train(path), whole)
    assert re.fullmatch(r"Não foi possível salvar o treino em `.*` \(.+\); ele continua, .*\n", capsys.readouterr().out)


def test_a_students_own_functions_give_the_same_curve(whole):
    own = train(steps=50, own=(reference.lstm_forward, reference.lstm_backward))
    assert_allclose(own.losses, whole.losses[:50], rtol=1e-4)


def test_functions_that_change_what_they_are_given_cannot_spoil_the_run(whole):
    def forward(x, h0, c0, U, W, b):
        result = reference.lstm_forward(x, h0, c0, U, W, b)
        b += 1000
        return result

    def backward(dh, x, h0, c0, U, W, b):
        return reference.lstm_backward(dh, x, h0, c0, U, W, b - 1000)

    assert_allclose(train(steps=25, own=(forward, backward)).losses, whole.losses[:25], rtol=1e-4)


def test_a_run_that_diverges_ends_says_so_and_keeps_what_was_good(often, tmp_path):
    def backward(*args):
        gradients = reference.lstm_backward(*args)
        calls.append(1)
        return gradients if len(calls) < 60 else tuple(gradient * np.nan for gradient in gradients)

    calls = []
    run = train(own=(reference.lstm_forward, backward))
    assert len(run.losses) == 61 and np.isnan(run.losses[-1]) and run.best_step == 50
    assert all(np.isfinite(array).all() for array in run.parameters.values())
    start = "No passo 61 a perda deixou de ser um número; experimente uma taxa de aprendizado menor. Ficam os pesos do"
    assert run.ended.startswith(f"{start} passo 50, os melhores: perda ")


def test_numpy_keeps_to_one_thread_while_it_trains_and_no_longer():
    functions = threads._functions(threads.OPENBLAS[0])
    if functions is None:
        pytest.skip("NumPy stands on another library here")
    number, seen = functions[0], []
    before = number()
    with pytest.raises(RuntimeError):
        train(steps=25, watch=lambda *_: seen.append(number()) or raise_it())
    assert seen == [1] and number() == before


def raise_it():
    raise RuntimeError


def test_where_there_is_no_openblas_nothing_happens(monkeypatch):
    monkeypatch.setattr(threads, "OPENBLAS", ("no_such_function_{}",))
    with threads.one_thread():
        assert np.ones(2) @ np.ones(2) == 2


def test_progress_is_words_in_portuguese(often, capsys):
    train(steps=50, bound=0.5, baseline=1.609, watch=None)
    first, second, last, end = capsys.readouterr().out.splitlines()
    number = r"−?\d(,\d+)?"
    known = rf"perda {number} nats \(limite 0,5; diferença {number}; linha de base 1,609\)"
    assert re.fullmatch(rf"█{{10}}░{{10}} 25 de 50 passos · {known} · faltam cerca de \d+ s", first)
    assert re.fullmatch(rf"█{{20}} 50 de 50 passos · {known} · faltam cerca de 0 s", second)
    assert re.fullmatch(rf"█{{20}} 50 de 50 passos · {known}", last)
    assert re.fullmatch(rf"Pronto\. Ficam os pesos do passo 50, os melhores: perda {number} nats\.", end)


def test_no_loss_yet_and_no_number_are_not_shown_as_numbers():
    assert progress(0, 100, np.nan, bound=1.0) == "░" * 20 + " 0 de 100 passos"
    assert progress(0, 0, np.nan) == "░" * 20 + " 0 de 0 passos"
    assert train(steps=0).ended == "Pronto. Ficam os pesos do começo."


@pytest.mark.parametrize(
    "seconds, said", [(0, "0 s"), (89.4, "89 s"), (90, "2 min"), (3599, "1 h 0 min"), (9000, "2 h 30 min")]
)
def test_time_is_said_as_one_says_it(seconds, said):
    assert duration(seconds) == said


def test_in_a_notebook_the_line_is_one_output_replaced_in_its_place(monkeypatch):
    import IPython.display

    shown = []

    class Handle:
        def update(self, data, *, raw):
            shown[-1] = data

    def display(data, *, raw, display_id):
        shown.append(data)
        return Handle()

    monkeypatch.setattr(IPython, "get_ipython", object)
    monkeypatch.setattr(IPython.display, "display", display)
    line = Line()
    line("25 de 50 passos", [])
    line("50 de 50 passos", [])
    assert shown == [{"text/plain": "50 de 50 passos"}]


def test_loss_is_told_at_most_once_a_second(whole):
    told = []
    train(watch=lambda words, losses: told.append(words))
    assert len(told) <= 3 and told[-1].endswith(whole.ended)

"""Habits of trying things out: cells of their own around the answers, most of which do no harm."""

from __future__ import annotations

from tests.honest.draft import Draft, Stage, habit

EXPLORING = Stage.EXPLORING


@habit(EXPLORING)
def shapes_before(draft: Draft) -> None:
    """Whoever looks at shapes first."""
    draft.above(draft.pick(), "a = np.arange(6.0).reshape(2, 3)\nprint(a.shape, a.T.shape)\nprint(a @ a.T)")


@habit(EXPLORING)
def imports_everything(draft: Draft) -> None:
    """Whoever begins every notebook with the same imports."""
    lines = "import os, sys, math, random\nimport numpy as np\nimport matplotlib.pyplot as plt\n%matplotlib inline"
    draft.add(draft.of_role("setup")[0], lines, below=True)


@habit(EXPLORING)
def plots_the_answer(draft: Draft) -> None:
    """Whoever believes a curve only when they see it."""
    plot = (
        "import matplotlib.pyplot as plt\n\nv = np.linspace(-6, 6, 50)\nplt.plot(v, 1 / (1 + np.exp(-v)))\nplt.show()"
    )
    draft.after(draft.pick(), plot)


@habit(EXPLORING)
def timeit_line(draft: Draft) -> None:
    """Whoever wants to know what is faster."""
    draft.somewhere("%timeit -n 10 -r 2 np.exp(np.zeros(100))\n%time soma_rapida = np.sum(np.ones(10))")


@habit(EXPLORING)
def timed_cell(draft: Draft) -> None:
    """Whoever has read that loops are slow."""
    draft.somewhere("%%time\ntotal = 0\nfor k in range(10_000):\n    total += k\ntotal")


@habit(EXPLORING)
def shell_lines(draft: Draft) -> None:
    """Whoever looks where they are: Colab's shell lines."""
    draft.somewhere("!ls\n!python --version\narquivos = !ls\nprint(len(arquivos))")


@habit(EXPLORING)
def pip_install(draft: Draft) -> None:
    """Whoever installs what they know; without network it fails, and the import after it."""
    draft.add(draft.of_role("setup")[0], "!pip install -q seaborn_que_falta")
    draft.somewhere("import seaborn_que_falta as sns\nsns.set_theme()")


@habit(EXPLORING)
def mounts_the_drive(draft: Draft) -> None:
    """Colab: the drive is mounted in the first cell, and nothing of it is used."""
    draft.add(draft.of_role("setup")[0], "from google.colab import drive\ndrive.mount('/content/drive')")


@habit(EXPLORING)
def numpy_star(draft: Draft) -> None:
    """Whoever learnt it from an old course: from numpy import *, which takes sum, max and abs along."""
    draft.add(draft.of_role("setup")[0], "from numpy import *", below=True)


@habit(EXPLORING)
def short_names_taken(draft: Draft) -> None:
    """Whoever calls everything x, i and h, which the course does too."""
    draft.somewhere("x = 3\ni = 0\nh = 2.5\nz = [1, 2]\nfor t in range(3):\n    i = i + t\nprint(x * i)")


@habit(EXPLORING)
def sum_taken(draft: Draft) -> None:
    """Whoever names a total sum, and a list list: the builtins are gone from there on."""
    draft.above(draft.pick(), "sum = 0\nfor k in range(4):\n    sum = sum + k\nlist = [sum]\nprint(list)")


@habit(EXPLORING)
def np_taken_later(draft: Draft) -> None:
    """Whoever counts (número de pedidos = np) far below, after all the checks."""
    draft.add(len(draft.cells), "np = 200  # número de pedidos\nprint(np)")


@habit(EXPLORING)
def experiment_changes_sigmoid(draft: Draft) -> None:
    """Whoever asks after the check what another activation would have done."""
    draft.after(
        draft.pick(), "sigmoid_antes = sigmoid\nsigmoid = np.tanh\nprint(sigmoid(0.5))\nsigmoid = sigmoid_antes"
    )


@habit(EXPLORING)
def own_sigmoid_first(draft: Draft) -> None:
    """Whoever writes σ again, out of notebook 00, before using it."""
    draft.above(next(iter(draft.answers)), "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))")


@habit(EXPLORING)
def prints_options(draft: Draft) -> None:
    """Whoever wants short numbers, no warnings, and the same draw every time."""
    lines = "import warnings\nwarnings.filterwarnings('ignore')\nnp.set_printoptions(precision=3, suppress=True)\nnp.random.seed(42)"
    draft.add(draft.of_role("setup")[0], lines, below=True)


@habit(EXPLORING)
def numpy_raises(draft: Draft) -> None:
    """A careful one: NumPy is told to raise at every overflow."""
    draft.add(draft.of_role("setup")[0], "np.seterr(all='raise')", below=True)


@habit(EXPLORING)
def division_by_zero(draft: Draft) -> None:
    """Whoever leaves an experiment that failed."""
    draft.somewhere("total, n = 10, 0\nprint('média:', total / n)")


@habit(EXPLORING)
def shapes_that_do_not_meet(draft: Draft) -> None:
    """Whoever tries products until one works, above the answer."""
    draft.above(draft.pick(), "A = np.ones((2, 3))\nA @ A.T\nA @ A")


@habit(EXPLORING)
def syntax_error(draft: Draft) -> None:
    """Whoever leaves half a line, or a sentence in a code cell."""
    halves = [
        "for t in range(3)\n    print(t)",
        "print('estado:' h",
        "anotação: rever a regra da cadeia",
        "h = np.tanh(",
    ]
    draft.somewhere(draft.rng.choice(halves))


@habit(EXPLORING)
def asks_python(draft: Draft) -> None:
    """Whoever reads documentation in the notebook."""
    draft.somewhere("np.tanh?\nhelp(len)")


@habit(EXPLORING)
def reads_a_source(draft: Draft) -> None:
    """Whoever looks up what they wrote."""
    draft.after(draft.pick(), f"import inspect\nprint(inspect.getsource({draft.pick()}))")


@habit(EXPLORING)
def own_gradient_check(draft: Draft) -> None:
    """Whoever checks gradients of a function of their own."""
    own = "def quadrado(v):\n    return v * v\n\nv = np.array([1.0, 2.0])\nprint(gradient_check(quadrado, (2 * v,), (v,), upstream=np.ones(2)).message)"
    draft.somewhere(own)


@habit(EXPLORING)
def own_tests(draft: Draft) -> None:
    """Whoever writes tests; the first assert that fails ends the cell."""
    name = draft.pick()
    draft.add(
        draft.answers[name],
        f"assert callable({name})\nnp.testing.assert_allclose(np.tanh(0), 0)\nassert 1 == 2, 'a fazer'",
        below=True,
    )


@habit(EXPLORING)
def who_is_there(draft: Draft) -> None:
    """Whoever has lost track of their variables."""
    draft.somewhere("%whos\n%who_ls ndarray")


@habit(EXPLORING)
def jupyter_set_up(draft: Draft) -> None:
    """Whoever copies the same magics into every notebook; one of them is not installed here."""
    lines = "%load_ext autoreload\n%autoreload 2\n%config InlineBackend.figure_format = 'retina'\n%matplotlib widget"
    draft.add(draft.of_role("setup")[0], lines)


@habit(EXPLORING)
def sees_a_summary_midway(draft: Draft) -> None:
    """Whoever looks at their points after every exercise."""
    for name in draft.answers:
        draft.after(name, "resumo()")


@habit(EXPLORING)
def asks_for_a_hint(draft: Draft) -> None:
    """Whoever asks for hints, and leaves the cell."""
    name = draft.pick()
    draft.after(name, f"check({name}, dica=2)")


@habit(EXPLORING)
def restores_the_original(draft: Draft) -> None:
    """Whoever wants to see the original once more."""
    name = draft.pick()
    draft.above(name, f"restaurar('{name}')")


@habit(EXPLORING)
def course_under_a_short_name(draft: Draft) -> None:
    """Whoever imports the course as el, and checks with it."""
    name = draft.pick()
    draft.after(name, f"import enap_lstm as el\n\nel.check({name})")


@habit(EXPLORING)
def writes_a_module(draft: Draft) -> None:
    """Whoever moves helpers into a file, from the notebook, and imports them."""
    draft.above(
        draft.pick(), "%%writefile minhas_contas.py\nimport numpy as np\n\ndef metade(v):\n    return np.asarray(v) / 2"
    )
    draft.somewhere("from minhas_contas import metade\nprint(metade([2.0, 4.0]))")


@habit(EXPLORING)
def other_languages(draft: Draft) -> None:
    """Whoever writes formulas and boxes with cell magics."""
    draft.somewhere("%%latex\n$\\sigma(z) = 1 / (1 + e^{-z})$")
    draft.somewhere("%%html\n<b>Anotações</b>")
    draft.somewhere("%%bash\necho terminal")


@habit(EXPLORING)
def shows_tables(draft: Draft) -> None:
    """Whoever likes displays: a formula, a table as a list of dicts."""
    lines = "from IPython.display import Markdown, display\ndisplay(Markdown('**h** a cada palavra'))\nfor palavra in ['Eu', 'não']:\n    display({'palavra': palavra})"
    draft.somewhere(lines)


@habit(EXPLORING)
def waits_for_an_answer(draft: Draft) -> None:
    """Whoever tries input(), which nobody answers while a notebook runs by itself."""
    draft.somewhere("nome = input('Seu nome: ')\nprint('Olá,', nome)")


@habit(EXPLORING)
def own_network_at_the_end(draft: Draft) -> None:
    """Whoever goes further: a loop over the sentence with their own answer, stopped by whatever it gives."""
    name = draft.pick()
    draft.add(
        len(draft.cells), f"memória = []\nfor palavra in range(3):\n    memória.append({name}(palavra))\nprint(memória)"
    )


@habit(EXPLORING)
def uses_the_notebooks_variables(draft: Draft) -> None:
    """Whoever goes on with what a demonstration of the course has computed."""
    used = {"00_start": "sums", "01_elman_rnn": "U", "02_input_gate": "U_I", "03_forget_gate": "U_F"}[draft.notebook]
    draft.somewhere(
        f"copia = {used} * 2\nprint(copia)\n\ndef dobro_da_copia():\n    return copia * 2\n\nprint(dobro_da_copia())"
    )


@habit(EXPLORING)
def forgets_everything_at_the_end(draft: Draft) -> None:
    """Whoever leaves a tidy kernel behind: %reset in the last cell."""
    draft.add(len(draft.cells), "%reset -f")


@habit(EXPLORING)
def changes_folder(draft: Draft) -> None:
    """Whoever works in a folder of the drive: it is made, and gone into."""
    draft.add(
        draft.of_role("setup")[0],
        "import os\nos.makedirs('aula', exist_ok=True)\n%cd aula\nprint(os.getcwd())",
        below=True,
    )


@habit(EXPLORING)
def deletes_variables(draft: Draft) -> None:
    """Whoever cleans up after an exploration, and once too often."""
    draft.after(draft.pick(), "grande = np.zeros(1000)\ndel grande\ndel grande")


@habit(EXPLORING)
def awaits(draft: Draft) -> None:
    """Whoever tries asyncio at a cell's top level."""
    draft.somewhere("import asyncio\nawait asyncio.sleep(0.01)\nprint('acordei')")


@habit(EXPLORING)
def reference_beside_it(draft: Draft) -> None:
    """Whoever compares with the course's own function of an earlier notebook."""
    draft.above(
        draft.pick(), "from enap_lstm.reference import sigmoid as sigmoid_do_curso\nprint(sigmoid_do_curso(0.0))"
    )

"""The walls: each one is tried before it is called present, and a machine that lacks one says so or refuses."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.running import warm
from autograder.running.confined import confine, probe
from autograder.running.confined.allowance import Limits
from autograder.running.runner import IsolationMissing, WarmParent
from tests.smallest_copy import smallest_copy


@pytest.fixture
def copy(tmp_path):
    """The smallest grading copy."""
    return smallest_copy(tmp_path)


@pytest.mark.needs("bwrap", "bubblewrap")
def test_every_layer_holds_where_the_project_is_tested(copy):
    with WarmParent("x", copy, require=confine.LAYERS) as parent:
        assert parent.layers == dict.fromkeys(confine.LAYERS, True)


def test_a_layer_that_does_not_exist_cannot_be_required(copy):
    with pytest.raises(IsolationMissing, match="moat"), WarmParent("x", copy, require=["moat"]):
        pass


# A machine without the layers, made by a system call filter that the grader cannot take off.
WEAKENED = """
import json, time
import psutil, pyseccomp
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for name in {calls!r}:
    rules.add_rule(pyseccomp.ERRNO(38), name)
for flag in {flags!r}:
    rules.add_rule(pyseccomp.ERRNO(1), "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
rules.load()
from pathlib import Path
from autograder.running.confined.allowance import Limits
from autograder.running.runner import IsolationMissing, WarmParent
said = {{}}
with WarmParent("x", Path({copy!r}), Limits(call=5.0, memory=256 << 20)) as parent:
    said["layers"], idle = parent.layers, len(psutil.Process().children(recursive=True))
    with parent.run(["import os, time\\nif os.fork() == 0: time.sleep(1000)", "def gate(x):\\n    return x + 1"]) as runner:
        said["value"] = runner.answer("gate").observe((1.0,)).value
    time.sleep(0.5)
    said["left"] = len(psutil.Process().children(recursive=True)) - idle
try:
    with WarmParent("x", Path({copy!r}), require={missing!r}):
        pass
except IsolationMissing as error:
    said["refused"] = str(error)
print(json.dumps(said))
"""


@pytest.mark.parametrize(
    "missing, calls, flags",
    [
        (("namespaces", "bubblewrap"), ("unshare", "clone3"), (0x10000000, 0x20000000, 0x20000)),
        (("landlock",), (444,), ()),
        (("namespaces", "bubblewrap", "landlock"), ("unshare", "clone3", 444), (0x10000000, 0x20000000, 0x20000)),
    ],
    ids=["namespaces", "landlock", "both"],
)
def test_a_machine_without_a_layer_says_so_grades_or_refuses(copy, missing, calls, flags):
    """What is left still grades and still kills the whole tree; a grader that requires the layer refuses."""
    script = WEAKENED.format(calls=calls, flags=flags, copy=str(copy), missing=list(missing))
    root = str(Path(autograder.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=root, timeout=120, env=environment
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    absent = {*missing} if shutil.which("bwrap") else {*missing, "bubblewrap"}
    assert said["layers"] == {name: name not in absent for name in confine.LAYERS}
    assert said["value"] == 2.0 and said["left"] == 0
    assert all(name in said["refused"] for name in missing)


def test_a_wall_that_does_not_bite_is_not_called_present(tmp_path):
    """Landlock that allows the forbidden file, seccomp without rules, a namespace that is the old one."""
    (tmp_path / "work").mkdir()
    (tmp_path / "forbidden").write_text("x", encoding="utf-8")
    settings = {"work": str(tmp_path / "work"), "forbidden": str(tmp_path / "forbidden"), "outside": __file__}
    leaky = confine.Wall([*confine.SYSTEM, sys.prefix, sys.base_prefix, str(tmp_path)], [])
    leaky.calls = None
    leaky.outer_namespaces = lambda: None
    found = probe.self_test(leaky, Limits(), settings)
    assert found == {"bubblewrap": False, "namespaces": False, "landlock": False, "seccomp": False, "limits": True}


def test_removing_a_folder_touches_nothing_outside_it(tmp_path):
    """Neither the folder above, nor what a link leads to; also when there is nothing to remove."""
    outside, ours = tmp_path / "outside", tmp_path / "ours"
    outside.mkdir(mode=0o755)
    (ours / "closed/inner").mkdir(parents=True)
    (ours / "link").symlink_to(outside)
    (ours / "closed/inner").chmod(0)
    (ours / "closed").chmod(0)
    modes = [path.stat().st_mode for path in (tmp_path, outside)]
    warm.remove(ours)
    warm.remove(ours)
    assert not ours.exists()
    assert [path.stat().st_mode for path in (tmp_path, outside)] == modes


def test_what_is_hidden_is_cut_out_of_what_is_readable(tmp_path):
    """Its folder's other children stay, at every level; links, which may lead to it by another name, go."""
    for name in ("site/numpy", "site/torch", "site/deep/torch", "other"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "site/link").symlink_to(tmp_path / "site/torch")
    hidden = [str(tmp_path / "site/torch"), str(tmp_path / "site/deep/torch")]
    found = list(confine.without([str(tmp_path / "site"), str(tmp_path / "other")], hidden))
    assert found == [str(tmp_path / "site/numpy"), str(tmp_path / "other")]


def test_packages_with_a_stand_in_and_the_installed_course_are_hidden(copy, tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    (copy / "torch").mkdir()
    for name in ("enap_lstm", "autograder", "torch", "numpy"):
        (site / name).mkdir()
    (site / "__editable___enap_lstm_finder.py").touch()
    names = {Path(path).name for path in warm.hidden_paths(copy, [str(site)]) if path.startswith(str(site))}
    assert names == {"enap_lstm", "autograder", "torch", "__editable___enap_lstm_finder.py"}


def test_a_stand_in_cannot_be_gone_round(copy):
    """torch's gradients would write every backward: with a stand-in the real one is on no path and in no file."""
    import torch

    (copy / "torch").mkdir()
    (copy / "torch/__init__.py").write_text("STAND_IN = True\n", encoding="utf-8")
    leave = f"import sys\nsys.path.remove({str(copy)!r})\nimport torch\nprint(hasattr(torch, 'tensor'))"
    read = f"open({torch.__file__!r}).read()"
    with WarmParent("x", copy) as parent:
        with parent.run(["import torch\nprint(torch.STAND_IN)"]) as runner:
            assert runner.results[0].outputs[0]["text"] == "True\n"
        with parent.run([leave, read]) as runner:
            first, second = runner.results
            assert first.status == "error" or first.outputs[0]["text"] == "False\n"
            assert second.status == "error" and ("NotFound" in second.error or "Permission" in second.error)

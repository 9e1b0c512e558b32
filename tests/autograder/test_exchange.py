"""nbgrader's exchange between two users of one machine, by command line, from release to the page that comes back.

Root starts it; whoever it becomes sees a machine in which Python may be read, wherever it lies: folders closed to others
(/root, with a pyenv in it) are covered, in a mount namespace that ends with the command, by open ones.
"""

import json
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.course import records
from autograder.course.folder import Course
from autograder.judging.grade import marks_in_gradebook

ROOT = Path(__file__).parents[2]
NOTEBOOK = "00_start"
ANSWER = "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))"
EXCHANGE = "c.CourseDirectory.course_id = 'lstm'\nc.Exchange.root = {root!r}\n"
MOUNTS = "needs root that may mount (a container's often may not)"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs("setpriv", "util-linux"),
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become two users"),
]


def covered() -> str:
    """Shell lines that put an open folder over each closed one above what Python needs, and what it needs into it."""
    needed = {Path(sys.prefix), Path(sys.base_prefix), ROOT}
    lines = []
    for path in sorted(needed):
        closed = [above for above in reversed(path.parents) if not above.stat().st_mode & 0o001]
        if closed:
            inside, kept = shlex.quote(str(path)), f"$kept/{len(lines)}"
            lines.append((closed[0], f"mkdir -p {kept}; mount --bind {inside} {kept}", inside, kept))
    if not lines:
        return ""
    keep = [line for _, line, _, _ in lines]
    cover = [f"mount -t tmpfs -o mode=755 none {shlex.quote(str(above))}" for above in {above for above, *_ in lines}]
    back = [f"mkdir -p {inside}; mount --bind {kept} {inside}" for _, _, inside, kept in lines]
    return "; ".join(["kept=$(mktemp -d)", "mount -t tmpfs -o mode=755 none $kept", *keep, *cover, *back])


class Person:
    """A user of the machine, with a home."""

    def __init__(self, name: str, base: Path) -> None:
        entry = pwd.getpwnam(name)
        self.name, self.uid, self.gid = name, entry.pw_uid, entry.pw_gid
        self.home = base / name
        self.home.mkdir(mode=0o700)
        self.owns(self.home)

    def owns(self, folder: Path) -> None:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def runs(self, folder: Path, *words: str) -> subprocess.CompletedProcess:
        """`python -m words…` in a folder, as this user."""
        as_user = ["setpriv", f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        command = shlex.join([*as_user, sys.executable, "-m", *words])
        script = "; ".join(filter(None, ["set -e", covered(), f"cd {shlex.quote(str(folder))}", f"exec {command}"]))
        environment = {
            "HOME": str(self.home), "USER": self.name, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        apart = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script]
        return subprocess.run(apart, env=environment, capture_output=True, text=True, timeout=300)

    def does(self, folder: Path, *words: str) -> str:
        done = self.runs(folder, *words)
        said = done.stdout + done.stderr
        assert done.returncode == 0, said[-3000:]
        return said


@pytest.fixture
def base():
    """A folder that both can reach; pytest's own are root's."""
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode:
        pytest.skip(MOUNTS)
    folder = Path(tempfile.mkdtemp(prefix="troca-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def class_room(made_release, base):
    """The instructor with her course, the student with his home, and an exchange between them."""
    names = [entry.pw_name for entry in pwd.getpwall() if 0 < entry.pw_uid < 1000]
    teacher, student = (Person(name, base) for name in names[:2])
    (base / "exchange").mkdir()
    (base / "exchange").chmod(0o777)
    course = Course(shutil.copytree(made_release, teacher.home / "turma"))
    settings = EXCHANGE.format(root=str(base / "exchange"))
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(settings)
    (student.home / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}", encoding="utf-8")
    for person in (teacher, student):
        person.owns(person.home)
    return teacher, student, course


def hands_in(student: Person) -> None:
    path = student.home / NOTEBOOK / f"{NOTEBOOK}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "sigmoid":
            cell["source"] = ANSWER
    path.write_text(json.dumps(notebook), encoding="utf-8")
    student.does(student.home, "nbgrader", "submit", NOTEBOOK)


def hands_in_otherwise(course: Course, teacher: Person) -> None:
    """Somebody whose file came by mail: no secret, and a time that nobody can read."""
    folder = course.submission("ana", NOTEBOOK).parent
    folder.mkdir(parents=True)
    shutil.copy(course.release_of(NOTEBOOK), folder)
    (folder / "timestamp.txt").write_text("segunda-feira, 14 set. 2026, 21:51", encoding="utf-16")
    teacher.owns(folder.parent)


@pytest.mark.parametrize("by", ["nbgrader", "autograder"])
def test_the_page_comes_back_by_the_exchange(class_room, by):
    teacher, student, course = class_room
    teacher.does(course.root, "nbgrader", "release_assignment", NOTEBOOK)
    student.does(student.home, "nbgrader", "fetch_assignment", NOTEBOOK)
    hands_in(student)
    hands_in_otherwise(course, teacher)
    teacher.does(course.root, "nbgrader", "collect", NOTEBOOK)
    if by == "nbgrader":
        teacher.does(course.root, "nbgrader", "autograde", NOTEBOOK)
        teacher.does(course.root, "nbgrader", "generate_feedback", NOTEBOOK)
    else:
        teacher.does(course.root, "autograder", "grade")
        teacher.does(course.root, "autograder", "feedback")
    said = teacher.does(course.root, "nbgrader", "release_feedback", NOTEBOOK)
    assert "Sem devolutiva pela troca do nbgrader: ana." in said
    student.does(student.home, "nbgrader", "fetch_feedback", NOTEBOOK)

    (fetched,) = (student.home / NOTEBOOK / "feedback").glob(f"*/{NOTEBOOK}.html")
    page = fetched.read_text(encoding="utf-8")
    assert page == (course.feedback / student.name / NOTEBOOK / f"{NOTEBOOK}.html").read_text(encoding="utf-8")
    assert "Nota: 10 de 10 pontos" in page and 'lang="pt-BR"' in page
    marks = marks_in_gradebook(course, NOTEBOOK)
    assert marks[student.name, "check_sigmoid"] == 10 and marks["ana", "check_sigmoid"] == 0
    assert records.read(course.root, NOTEBOOK, student.name)["score"] == 10
    assert (course.root.parents[1] / "exchange/lstm/feedback").stat().st_mode & 0o006 == 0, "pages have secret names"

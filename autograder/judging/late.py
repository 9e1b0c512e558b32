"""Late work: nbgrader's own penalties, after the extra time that alunos.csv gives, and noticed when anything of it changes.

What a class takes off, if anything, its nbgrader_config.py says as for any nbgrader course
(`c.LateSubmissionPlugin.penalty_method = "zero"`, or a plugin of its own).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.plugins import BasePlugin, LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc

from autograder.course import deadlines, records
from autograder.course.converters import LOG, configuration
from autograder.course.folder import CONFIG, Course
from autograder.course.gradebook import due_dates_of, given, gradebook_of, mirror_due_dates
from autograder.course.records import Terms
from autograder.ground.errors import CommandFailed
from autograder.ground.untrusted import for_terminal
from autograder.incoming import submitted
from enap_lstm.portuguese import pt

TIME = "timestamp.txt"
LONGEST = 200  # bytes of a time
NO_TIME = f"há um prazo, mas o horário da entrega não é conhecido ({TIME})"
IN_EXTRA_TIME = "entregue {late} depois do prazo, dentro do tempo extra de {extra}"
PENALTY = "entregue {late} depois do prazo{extra}: {penalty} a menos"
MOVED = "o prazo, o tempo extra ou o horário da entrega mudou depois da correção: execute grade"


class AfterExtraTime(LateSubmissionPlugin):
    """The class's own plugin, asked only about the time beyond a student's extra time."""

    inner: BasePlugin
    extra: Callable[[str], timedelta]

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        left = total_seconds_late - self.extra(student_id).total_seconds()
        return self.inner.late_submission_penalty(student_id, score, left) if left > 0 else None


class LatePenalties(AssignLatePenalties):
    """nbgrader's preprocessor, for its own command and the formgrader: it takes its own off, and knows extra time."""

    course: Course | None = None

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        exporter: Any = self.parent
        self.course = Course(Path(exporter.parent.coursedir.root))
        return super().preprocess(nb, resources)

    def init_plugin(self) -> None:
        course = self.course
        assert course is not None
        plugin = AfterExtraTime(parent=self)
        plugin.inner, plugin.extra = self.plugin_class(parent=self), lambda student: extra_time(course, student)
        self.plugin_inst = plugin


def extra_time(course: Course, student: str) -> timedelta:
    """How much longer a student has, by the class list; a stranger has as long as the others."""
    listed = course.students.get(student)
    return deadlines.extra_time(listed.extra_time) if listed else timedelta()


def handed_in(course: Course, student: str, notebook: str) -> datetime | None:
    """When a submission was handed in (UTC), by the timestamp.txt beside it; None where it does not say."""
    raw = submitted.read(course.submission(student, notebook).with_name(TIME)).raw
    try:
        return parse_utc(raw.decode("utf-8").strip()) if 0 < len(raw) <= LONGEST else None
    except (ValueError, OverflowError, TypeError):  # also dateutil's own, and UnicodeDecodeError
        return None


def terms(course: Course, student: str, notebook: str, due: datetime | None, extension: timedelta) -> Terms | None:
    """What a penalty depends on now; None where nothing is due. extension: what was granted in nbgrader itself."""
    if due is None:
        return None
    time, extra = handed_in(course, student, notebook), extension + extra_time(course, student)
    return Terms(handed_in=time.isoformat() if time else None, due=due.isoformat(), extra=extra.total_seconds())


def reasons(terms: Terms | None, penalty: float) -> list[str]:
    """What there is to say of a submission's time: late and what it cost, within the extra time, or not known.

    >>> reasons(Terms(handed_in="2026-09-22T10:00:00", due="2026-09-20T23:00:00", extra=0.0), 7.5)
    ['entregue 1 d 11 h depois do prazo: 7,5 pontos a menos']
    """
    if terms is None:
        return []
    if terms["handed_in"] is None:
        return [NO_TIME]
    late = datetime.fromisoformat(terms["handed_in"]) - datetime.fromisoformat(terms["due"])
    extra = timedelta(seconds=terms["extra"])
    words = {"late": deadlines.in_words(late), "extra": deadlines.in_words(extra)}
    if timedelta() < late <= extra:
        return [IN_EXTRA_TIME.format(**words)]
    if penalty <= 0:
        return []
    points = f"{pt(round(penalty, 2))} {'ponto' if penalty == 1 else 'pontos'}"
    beyond = f" (mais do que o tempo extra de {words['extra']})" if extra else ""
    return [PENALTY.format(late=words["late"], extra=beyond, penalty=points)]


def settle(course: Course, notebook: str) -> list[str]:
    """Take off what nbgrader would take off now, for every recorded submission; who has another penalty than before.

    Only the penalty is computed anew, in one transaction; a time that was corrected, a due date that moved, another
    policy need no new judging.
    """
    mirror_due_dates(course)
    due, before = due_dates_of(course)[notebook], given(course, notebook)
    recorded = {record["student"]: record for record in records.all_of(course.root, notebook)}
    now = {who: terms(course, who, notebook, due, before[who].extension) for who in recorded if who in before}
    penalties = LatePenalties(config=configuration(course.root), log=LOG)
    penalties.course = course
    penalties.init_plugin()
    after: dict[str, float | None] = {}
    with gradebook_of(course) as gradebook:
        for part in gradebook.notebook_submissions(notebook, notebook):
            who = part.student.id
            if who in now:
                part.late_submission_penalty = after[who] = _penalty(penalties, part, who, now[who])
                part.assignment.timestamp = handed_in(course, who, notebook)
        gradebook.db.commit()
    for who, record in recorded.items():
        if who in now and record.get("terms") != now[who]:
            kept: Any = {key: value for key, value in record.items() if key != "terms"}
            records.write(course.root, kept | ({"terms": now[who]} if now[who] else {}))
    return [who for who, penalty in after.items() if (penalty or 0.0) != before[who].penalty]


def _penalty(penalties: LatePenalties, part: Any, student: str, terms: Mapping[str, Any] | None) -> float | None:
    if terms is None or terms["handed_in"] is None:
        return None
    late = datetime.fromisoformat(terms["handed_in"]) - datetime.fromisoformat(terms["due"])
    beyond = (late - (part.assignment.extension or timedelta())).total_seconds()
    try:
        penalty = penalties.plugin_inst.late_submission_penalty(student, part.score, beyond) if beyond > 0 else None
        return None if penalty is None else penalties._check_late_penalty(part, penalty)
    except Exception as error:  # the class's own plugin
        said = for_terminal(f"{type(error).__name__}: {error}", 200)
        raise CommandFailed(f"O desconto por atraso que {CONFIG} configura não funciona ({said}). Corrija-o.") from None

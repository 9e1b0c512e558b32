"""Shared by all tests."""

import os
import shutil
from collections import Counter

import hypothesis
import numpy as np
import pytest

CHROMIUM = pytest.mark.needs("chromium", "chromium")
LEFT_OUT = "needs {0} (Debian: apt-get install {1})"
hypothesis.settings.register_profile("same every time", derandomize=True)
hypothesis.settings.load_profile("same every time")


@pytest.fixture
def rng():
    """A fresh generator with a fixed seed."""
    return np.random.default_rng(20240)


def pytest_collection_modifyitems(items):
    """Leave out what needs a program that is not installed; in CI nothing is left out, so it fails there."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(CHROMIUM)
        for mark in item.iter_markers("needs"):
            if not shutil.which(mark.args[0]) and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=LEFT_OUT.format(*mark.args)))


def pytest_terminal_summary(terminalreporter):
    """What was left out, in one line a program."""
    reasons = [report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", [])]
    for reason, count in Counter(reasons).items():
        terminalreporter.write_line(f"Left out: {count} tests, {reason}")

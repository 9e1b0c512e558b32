"""Every example in a docstring of `enap_lstm` runs and shows what it says; every function of the reference has one."""

import doctest
import importlib
import pkgutil

import pytest

import enap_lstm
from enap_lstm import reference

MODULES = ["enap_lstm", *(module.name for module in pkgutil.walk_packages(enap_lstm.__path__, "enap_lstm."))]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run_as_shown(name):
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert failed == 0, f"python -m doctest -o ELLIPSIS would show where {name} differs"


@pytest.mark.parametrize("name", reference.__all__)
def test_every_reference_function_has_an_example_shapes_and_a_source(name):
    documentation = getattr(reference, name).__doc__
    assert doctest.DocTestParser().get_examples(documentation)
    assert "->" in documentation
    if name != "by_gate":
        assert "ource: " in documentation

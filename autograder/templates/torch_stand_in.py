"""Not torch: answers are NumPy. Importing it, or any part of it, is harmless; using it raises one sentence."""

import importlib.abc
import importlib.machinery
import sys

from enap_lstm._stand_ins import Closed

_CLOSED = Closed("{sentence}")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _CLOSED


class _Parts(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """`import torch.nn as nn` finds a module as closed as this one."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.startswith("torch."):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = __getattr__


sys.meta_path.insert(0, _Parts())

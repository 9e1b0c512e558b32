"""What stands in a grading copy for the parts of the course that are not in it; copied there as `enap_lstm/_stand_ins.py`."""

import importlib.abc
import importlib.machinery
import sys


class Sealed(RuntimeError):
    """An answer called something that would have written the answer for it; the same name as in the course itself."""


class CheckFailed(AssertionError):
    """Never raised here: whoever catches it finds the name."""


class Nothing:
    """A figure, a slider or a report that nobody looks at: takes everything, does nothing, prints nothing."""

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self

    def __setitem__(self, key, value):
        pass

    def __iter__(self):
        return iter((self, self))  # what most figures are unpacked into: a figure and its axes

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def __repr__(self):
        return ""


class Closed:
    """May be imported; any use raises `Sealed` with one sentence."""

    def __init__(self, sentence):
        object.__setattr__(self, "_sentence", sentence)

    def _refuse(self, *args, **kwargs):
        raise Sealed(object.__getattribute__(self, "_sentence"))

    def __getattr__(self, name):
        if name.startswith("__"):  # inspection asks for these; they compute nothing
            raise AttributeError(name)
        self._refuse()

    def __instancecheck__(self, instance):  # libraries ask isinstance(x, torch.Tensor) of anything
        return False

    def __subclasscheck__(self, subclass):
        return False

    __call__ = __setattr__ = __getitem__ = __iter__ = __enter__ = __mro_entries__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__ = __rmatmul__ = _refuse
    __truediv__ = __rtruediv__ = __neg__ = __pow__ = __array__ = __float__ = __int__ = _refuse


def silent(*args, **kwargs):
    """Stands for what shows something to a student: grading asks and answers elsewhere."""


class Parts(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds any module inside a package that is not really here: `import torch.nn as nn` works like `import torch`."""

    def __init__(self, package, attribute):
        self.prefix, self.attribute = package + ".", attribute

    def find_spec(self, fullname, path=None, target=None):
        return (
            importlib.machinery.ModuleSpec(fullname, self, is_package=True)
            if fullname.startswith(self.prefix)
            else None
        )

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = self.attribute


def stand_in(package, value):
    """The `__getattr__` of a module whose every name is `value`; its submodules are found too, whatever their name."""

    def attribute(name):
        if name.startswith("__"):  # the import system asks for these
            raise AttributeError(name)
        return value

    sys.meta_path.append(Parts(package, attribute))  # last: what is really here comes first
    return attribute

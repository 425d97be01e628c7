"""A pytest plugin: while it is loaded, one module of the product is compiled from its text with a fault in it."""

import os
from importlib.machinery import SourceFileLoader

from tests.faults import FAULTS_BY_NAME
from tests.faults.fault import ROOT

fault = FAULTS_BY_NAME[os.environ["SEEDED_FAULT"]]
path, text = str(ROOT / fault.file), fault.planted()
as_written = SourceFileLoader.get_code


def get_code(loader, fullname):
    """Compile the faulty text; everything else as it is written."""
    if loader.path != path:
        return as_written(loader, fullname)
    return compile(text, path, "exec", dont_inherit=True)


SourceFileLoader.get_code = get_code

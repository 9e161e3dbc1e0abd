"""Import everything that learner code may need, as long as files can be read."""

from __future__ import annotations

import importlib
import sys

STANDARD = (  # noqa: SIM905 - a list of eighty quoted names would hide them
    "abc argparse array ast base64 binascii bisect builtins calendar cmath codecs collections"
    " collections.abc concurrent.futures concurrent.futures.thread contextlib contextvars copy"
    " copyreg csv ctypes dataclasses datetime decimal difflib dis doctest enum errno fractions"
    " functools gc hashlib heapq importlib importlib.util inspect io itertools json keyword"
    " linecache locale logging math numbers operator os pathlib pickle pprint queue random re"
    " reprlib secrets shutil signal statistics string stringprep struct sys tempfile textwrap"
    " threading time timeit token tokenize traceback types typing unicodedata unittest"
    " unittest.mock uuid warnings weakref zlib encodings.ascii encodings.idna encodings.latin_1"
    " encodings.raw_unicode_escape encodings.unicode_escape encodings.utf_16 encodings.utf_32"
    " encodings.utf_8 encodings.utf_8_sig "
).split()

NUMPY = (  # noqa: SIM905
    "numpy numpy.char numpy.ctypeslib numpy.dtypes numpy.exceptions numpy.fft numpy.lib"
    " numpy.lib.format numpy.lib.mixins numpy.lib.recfunctions numpy.lib.scimath"
    " numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.matlib numpy.polynomial numpy.random"
    " numpy.rec numpy.strings numpy.testing numpy.typing "
).split()


def preload(folders: list[str]) -> list[str]:
    """Load the modules, then take ``folders`` (ours and NumPy's) off the search path.

    Returns the names of the modules that this Python or NumPy does not have.
    """
    import warnings

    missing = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in (*NUMPY, *STANDARD):
            try:
                importlib.import_module(name)
            except ImportError:
                missing.append(name)
    sys.path[:] = [folder for folder in sys.path if folder not in folders]
    sys.path_importer_cache.clear()
    return missing

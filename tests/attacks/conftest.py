"""Pytest must neither collect nor run anything of the corpus; its reader is loaded by its path."""

import importlib.util
import sys
from pathlib import Path

collect_ignore_glob = ["*/*"]

spec = importlib.util.spec_from_file_location("corpus", Path(__file__).with_name("corpus.py"))
assert spec is not None
assert spec.loader is not None
module = importlib.util.module_from_spec(spec)
sys.modules["corpus"] = module
spec.loader.exec_module(module)

"""What the tests of the judge share."""

import importlib.util
import sys
from pathlib import Path

# `in_process` lies beside these tests; under importlib mode nothing puts it on the path.
spec = importlib.util.spec_from_file_location("in_process", Path(__file__).with_name("in_process.py"))
assert spec is not None
assert spec.loader is not None
module = importlib.util.module_from_spec(spec)
sys.modules["in_process"] = module
spec.loader.exec_module(module)

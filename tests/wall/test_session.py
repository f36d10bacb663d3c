"""A conversation with a submission: what comes back, and what happens when nothing does."""

import os
import subprocess
import time

import numpy as np
import psutil
import pytest

from gradiente.checking.agreement import Raised, Refused, Returned
from gradiente.judge.limits import Limits
from gradiente.judge.session import CallLostError, LoadError, Session
from gradiente.results import Verdict
from gradiente.wall.isolation import examine
from gradiente.wall.launch import Level, launch
from gradiente.wall.zygote import Zygote

SOURCE = b"""
import os, sys, time
import numpy as np

print("hello from the import")

def double(x): return x * 2
def apply(f, p): return f(p) + 1
def draw(rng): return rng.random()
def spawn(rng): return rng.spawn(1)[0].random()
def map_in_threads(f, points):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(8) as pool: return list(pool.map(f, points.tolist()))
def global_draw(): return np.random.random()
def spoil(x): x[0] = -1.0
def refuse(): raise ValueError("no good")
def hang():
    while True: pass
def sleep(): time.sleep(60)
def leave(): os._exit(0)
def exit_politely(): sys.exit(0)
def crash():
    import ctypes
    ctypes.string_at(0)
def much(): return np.ones(10**10)
def huge(): return np.zeros(6_000_000)
def shout():
    while True: print("x" * 10_000)
def early():
    import socket
    socket.socket(fileno=os.dup(3)).send(b"\\x05\\0\\0\\0hello")
    return 1
def anything(): return object
def overflow(z): return np.exp(z)
def hush(z):
    with np.errstate(over="ignore"): return np.exp(z)
np.seterr(over="ignore")
def hush_for_all(z): return np.exp(z)
def any_draw():
    import random
    return random.random()
def settings(): return np.geterr()
def count(n):
    if n < 0: raise ValueError("less than nothing")
    yield from range(n)
def endless():
    while True: yield 1
def stuck():
    yield 1
    while True: pass
def draw_later(rng):
    for _ in range(2): yield rng.random()
def spoil_later(x):
    x[0] = -1.0
    yield 1
def where(): return sys.path, sys.argv, sys.orig_argv, __file__, os.environ.get("PATH")
"""


@pytest.fixture
def session(zygote):
    session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits(call_s=1.0))
    session.open()
    yield session
    session.close()


def call(session, name, *arguments):
    return session.call(name, arguments, {})


def lost(session, name):
    with pytest.raises(CallLostError) as caught:
        call(session, name)
    return caught.value


def test_values_and_exceptions_come_back(session):
    assert call(session, "double", 21) == Returned(42)
    refused = call(session, "refuse")
    assert isinstance(refused, Raised)
    assert (refused.type_name, refused.message) == ("ValueError", "no good")
    assert "Exception" in refused.mro
    assert refused.traceback.startswith("x.py, line ")


def test_a_function_of_ours_is_called_on_our_side(session):
    seen = []

    def square(p):
        seen.append(p)
        return p * p

    assert call(session, "apply", square, 3.0) == Returned(10.0)
    assert seen == [3.0]


def test_one_generator_in_two_calls_goes_on_where_it_was(session):
    rng = np.random.default_rng(5)

    first, second = call(session, "draw", rng), call(session, "draw", rng)

    assert [first.value, second.value] == list(np.random.default_rng(5).random(2))


def test_what_a_generator_spawns_depends_on_its_state_and_on_what_it_spawned_before(session):
    def spawned(rng):
        return call(session, "spawn", rng).value

    rng = np.random.default_rng(5)
    first, second = spawned(rng), spawned(rng)

    assert first == spawned(np.random.default_rng(5))
    assert len({first, second, spawned(np.random.default_rng(6))}) == 3


def test_a_function_of_ours_is_called_from_many_threads_at_once(session):
    points = np.arange(64.0)

    assert call(session, "map_in_threads", lambda p: p + 1, points) == Returned((points + 1).tolist())


@pytest.mark.parametrize("name", ["by_position", "by_name", "by_child"])
def test_a_generator_that_a_student_hands_to_a_function_of_ours_goes_on(zygote, name):
    source = b"""
def by_position(draw, rng): return [draw(rng), draw(rng)]
def by_name(draw, rng): return [draw(rng=rng), draw(rng=rng)]
def by_child(draw, rng):
    child = rng.spawn(1)[0]
    return [draw(child), draw(child)]
"""
    session = Session(zygote, "x.py", {"x.py": source}, Limits())
    session.open()

    drawn = call(session, name, lambda rng: rng.random(), np.random.default_rng(5)).value
    session.close()

    assert drawn[0] != drawn[1]
    if name != "by_child":
        assert drawn == list(np.random.default_rng(5).random(2))


def test_the_arguments_can_be_looked_at_after_the_call(session):
    _, after = session.look("spoil", (np.ones(2),), {}, look=True)

    assert after[0].tolist() == [-1.0, 1.0]


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        ("overflow", ["overflow encountered in exp"]),
        ("hush", []),
        ("hush_for_all", ["overflow encountered in exp"]),
        ("double", []),
    ],
)
def test_a_warning_is_heard_unless_the_function_itself_prevents_it(session, name, warned):
    before = call(session, "settings").value

    for _ in range(2):  # a warning is not shown a second time, but it is heard
        outcome, heard = session.listen(name, (np.array([1000.0]),))
        assert isinstance(outcome, Returned)
        assert heard == warned

    assert call(session, "settings").value == before


def test_a_generator_comes_back_as_a_list_and_what_it_raises_is_the_outcome_of_the_call(session):
    assert call(session, "count", 3) == Returned([0, 1, 2])
    refused = call(session, "count", -1)

    assert isinstance(refused, Raised)
    assert (refused.type_name, refused.message) == ("ValueError", "less than nothing")
    assert "if n < 0: raise" in refused.traceback


def test_what_a_generator_does_belongs_to_its_call(session):
    _, after = session.look("spoil_later", (np.ones(2),), {}, look=True)
    rng = np.random.default_rng(5)
    drawn = call(session, "draw_later", rng).value + call(session, "draw_later", rng).value

    assert after[0].tolist() == [-1.0, 1.0]
    assert drawn == np.random.default_rng(5).random(4).tolist()


def test_a_generator_without_an_end_is_refused_and_one_that_hangs_is_timed_out(session):
    assert call(session, "endless").kind == "too-large"
    assert lost(session, "stuck").verdict is Verdict.TIMED_OUT


def test_a_missing_function_is_refused_by_name(session):
    assert call(session, "nothing") == Refused("missing-function", "nothing")


def test_what_is_printed_can_be_fetched_once(session):
    assert session.printed() == "hello from the import\n"
    assert session.printed() == ""


STREAMS = b"""
import io, sys
sys.stdout.reconfigure(encoding="utf-8", errors="replace")
print("uno")
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True)
print("dos, tr\xc3\xa9s")
sys.stderr.buffer.write(b"cuatro\\n")
"""


def test_the_streams_can_be_set_up_as_students_do_on_windows(zygote):
    session = Session(zygote, "x.py", {"x.py": STREAMS}, Limits())
    session.open()

    assert session.printed() == "uno\ndos, trés\ncuatro\n"
    session.close()


SHELL = b"""
def doubled(x):
    "Twice x."
    return 2 * x
help(doubled)
def leave(): exit()
"""


def test_help_and_exit_are_there_as_in_any_interpreter(zygote):
    session = Session(zygote, "x.py", {"x.py": SHELL}, Limits())
    session.open()

    assert "Twice x." in session.printed()
    left = call(session, "leave")
    assert isinstance(left, Raised)
    assert left.type_name == "SystemExit"
    session.close()


@pytest.mark.parametrize("name", ["hang", "sleep", "shout"])
def test_a_call_that_does_not_return_is_timed_out(session, name):
    assert lost(session, name).verdict is Verdict.TIMED_OUT


def test_the_rest_goes_on_after_a_time_out(session):
    lost(session, "hang")

    assert call(session, "double", 1) == Returned(2)


def test_a_function_that_hung_twice_is_not_run_again(session):
    lost(session, "hang")
    lost(session, "hang")

    assert lost(session, "hang").verdict is Verdict.NOT_RUN


def test_the_budget_of_a_submission_ends(zygote):
    session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits(call_s=5, submission_s=0.5))
    session.open()

    assert lost(session, "hang").evidence.kind == "budget-spent"
    assert lost(session, "double").evidence.kind == "budget-spent"
    session.close()


@pytest.mark.parametrize(("name", "kind"), [("leave", "left"), ("crash", "crashed")])
def test_a_worker_that_ends_is_a_crash_with_its_reason(session, name, kind):
    error = lost(session, name)

    assert (error.verdict, error.evidence.kind) == (Verdict.CRASHED, kind)


def test_sys_exit_is_an_exception_like_another(session):
    assert "SystemExit" in call(session, "exit_politely").mro


def test_memory_beyond_the_limit_is_a_memory_error(session):
    assert "MemoryError" in call(session, "much").mro


def test_an_answer_too_large_is_refused(session):
    assert call(session, "huge").kind == "too-large"


def test_speaking_out_of_turn_ends_the_worker(session):
    assert lost(session, "early").evidence.kind == "protocol"
    assert call(session, "double", 1) == Returned(2)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (b"def f(:\n", "syntax-error"),
        (b"import matplotlib.pyplot", "import-error"),
        (b"1 / 0", "load-error"),
        (b"while True: pass", "load-timed-out"),
        (b"import os; os._exit(0)", "left"),
        (b"import sys; sys.exit()", "left"),
        (b"\0", "syntax-error"),
    ],
)
def test_a_file_that_cannot_be_loaded_says_why(zygote, source, kind):
    session = Session(zygote, "x.py", {"x.py": source}, Limits(load_s=0.5))

    with pytest.raises(LoadError) as caught:
        session.open()

    assert caught.value.evidence.kind == kind
    session.close()


def test_other_files_of_the_student_can_be_imported_but_shadow_nothing(zygote):
    files = {"x.py": b"import helper, numpy\ndef f(): return helper.one(), float(numpy.ones(2).sum())",
             "helper.py": b"def one(): return 1", "numpy.py": b"raise RuntimeError"}  # fmt: skip
    session = Session(zygote, "x.py", files, Limits())
    session.open()

    assert call(session, "f") == Returned((1, 2.0))
    session.close()


def test_nothing_is_left_of_one_submission_for_the_next(zygote):
    first = Session(zygote, "x.py", {"x.py": b"import numpy\nnumpy.secret = 1\ndef f(): return 1"}, Limits())
    first.open()
    first.call("f", (), {})
    first.close()
    second = Session(zygote, "x.py", {"x.py": b"import numpy\ndef f(): return hasattr(numpy, 'secret')"}, Limits())
    second.open()

    assert second.call("f", (), {}) == Returned(False)
    second.close()


def test_the_student_sees_no_path_of_ours(session, level):
    if level is not Level.FULL:
        pytest.skip("paths are hidden by bubblewrap alone")

    text = repr(call(session, "where"))

    assert "gradiente" not in text
    assert os.path.expanduser("~") not in text or os.path.expanduser("~") == "/"


def test_no_process_outlives_a_session(zygote):
    session = Session(zygote, "x.py", {"x.py": b"import time\ndef f(): time.sleep(300)"}, Limits(call_s=0.2))
    session.open()
    lost(session, "f")
    session.close()

    # Those of this process alone: others may have just lost a child themselves.
    children = psutil.Process().children(recursive=True)

    assert not [child for child in children if child.status() == psutil.STATUS_ZOMBIE]


def hoard(kind: str) -> bytes:
    return f"""
KEPT = []
def hoard():
    while True: {kind}
def after(): return 1
""".encode()


@pytest.mark.parametrize(
    "kind", ["KEPT.append(bytearray(1 << 16))", "KEPT.append('x' * 100)", "KEPT.extend(KEPT or [1])"]
)
def test_a_worker_that_has_used_up_its_memory_bit_by_bit_says_so(zygote, kind):
    session = Session(zygote, "x.py", {"x.py": hoard(kind)}, Limits(call_s=10, memory_mib=64))
    session.open()
    try:
        outcome = call(session, "hoard")
        said = isinstance(outcome, Raised) and "MemoryError" in outcome.mro
    except CallLostError as lost:  # without the memory to say it, it leaves with a status of its own
        said = lost.verdict is Verdict.OUT_OF_MEMORY
    session.close()

    assert said


def test_a_result_that_a_function_of_ours_cannot_give_back_is_the_students_exception(zygote):
    source = b"def f(g): return g(10**2000)\ndef h(g): return g(1)"
    session = Session(zygote, "x.py", {"x.py": source}, Limits())
    session.open()

    too_large = call(session, "f", lambda p: p * p)
    no_value = call(session, "h", lambda p: object())
    session.close()

    assert (too_large.type_name, no_value.type_name) == ("JudgeCallError", "JudgeCallError")


def test_the_start_of_a_worker_is_no_time_of_the_students(zygote):
    session = Session(zygote, "x.py", {"x.py": b""}, Limits(submission_s=1e-6))

    with pytest.raises(LoadError) as caught:  # and no fault of ours
        session.open()

    assert caught.value.evidence.kind == "budget-spent"
    session.close()


def test_a_forged_number_of_lost_characters_is_a_number_that_can_be_written(zygote):
    source = b"""
import os, struct, sys, msgpack
def forge():
    while True:
        size, = struct.unpack("<I", os.read(3, 4))
        kind, nonce, *_ = msgpack.unpackb(os.read(3, size))
        big = msgpack.ExtType(3, (10**2400).to_bytes(1000, "little", signed=True))
        data = msgpack.packb(["printed", nonce, "x", big])
        os.write(3, struct.pack("<I", len(data)) + data)
frame = sys._getframe()
while "self" not in frame.f_locals: frame = frame.f_back
data = msgpack.packb(["value", frame.f_locals["self"]._nonce, None])
os.write(3, struct.pack("<I", len(data)) + data)
forge()
"""
    session = Session(zygote, "x.py", {"x.py": source}, Limits())
    session.open()

    assert session.printed().startswith("x\n[+ ")
    session.close()


@pytest.mark.parametrize("level", [Level.FULL, Level.LOCKED])
def test_a_worker_ends_with_its_zygote_and_with_the_judges_end_of_it(level):
    if not examine(level).granted:
        pytest.skip(f"{level} does not hold here")
    for end in (lambda zygote: zygote._process.kill(), lambda zygote: zygote._control.close()):
        zygote = Zygote(launch(level, ()))
        source = b"import ctypes, time\nctypes.CDLL(None).prctl(15, b'sad-orphan', 0, 0, 0)\ndef f(): time.sleep(300)"
        session = Session(zygote, "x.py", {"x.py": source}, Limits(call_s=0.2))
        session.open()
        assert orphans()

        end(zygote)

        until = time.monotonic() + 5
        while orphans() and time.monotonic() < until:
            time.sleep(0.02)
        assert not orphans()
        session._link.close()
        zygote.close()


def orphans() -> list[str]:
    found = subprocess.run(["ps", "-eo", "stat,comm"], capture_output=True, text=True, check=True).stdout.splitlines()
    return [line for line in found if "sad-orphan" in line and not line.startswith("Z")]


@pytest.mark.parametrize("function", ["global_draw", "any_draw"])
def test_every_worker_draws_other_random_numbers(zygote, function):
    drawn = set()
    for _ in range(3):
        session = Session(zygote, "x.py", {"x.py": SOURCE}, Limits(call_s=1.0))
        drawn.add(session.call(function, (), {}).value)
        session.close()

    assert len(drawn) == 3

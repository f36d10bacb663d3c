"""The student's part runs where there is no fork and nothing of POSIX: as on Windows."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import gradiente
from gradiente.authoring.release_wheel import module_paths

POSIX_ONLY = ("resource", "fcntl", "termios", "tty", "pty", "pwd", "grp", "posix_ipc", "syslog")
PACKAGE = Path(gradiente.__path__[0])
# Python imports this before anything else, in the subprocess too.
HIDE = f"""
import os, signal, sys
for name in {POSIX_ONLY!r}:
    sys.modules[name] = None
for name in ("fork", "forkpty", "setsid", "getuid", "geteuid", "killpg", "O_NOFOLLOW", "O_NONBLOCK"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGALRM", "setitimer", "ITIMER_REAL", "SIGXCPU", "alarm"):
    if hasattr(signal, name):
        delattr(signal, name)
"""


def test_every_module_is_imported_and_an_example_is_run_without_posix(home, kit, tmp_path):
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(HIDE, encoding="utf-8")
    environment = home.environment()
    environment["PYTHONPATH"] = os.pathsep.join((str(hidden), environment["PYTHONPATH"]))
    names = [".".join(("gradiente", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in module_paths()]
    leave = ("__main__", "worker.models", "hypothesis_profile")  # the first runs, the others want torch and hypothesis
    program = f"""
        import importlib, sys
        from gradiente.cli import command
        for name in {[name for name in names if not name.endswith(leave)]!r}:
            importlib.import_module(name)
        assert sys.modules["fcntl"] is None
        for words in (["start", "cnn", "--kit", {str(kit)!r}], ["check", "losses"]):
            try:
                command.main(words, standalone_mode=True)
            except SystemExit as end:
                print("status", end.code)
            import os; os.chdir("cnn") if words[0] == "start" else None
    """

    outcome = subprocess.run(
        [sys.executable, "-P", "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stderr[-2000:]
    assert [line for line in outcome.stdout.splitlines() if line.startswith("status")] == ["status 0", "status 1"]
    assert "por escribir" in outcome.stdout

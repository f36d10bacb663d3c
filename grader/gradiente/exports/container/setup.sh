#!/usr/bin/env bash
# Runs once, while Gradescope builds the image. Everything is installed from the package index.
set -euo pipefail

ROOT="${GRADIENTE_AUTOGRADER:-/autograder}"
. "$ROOT/source/settings.sh"

PYTHON=""
for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
        PYTHON="$candidate"
        break
    fi
done
if [ -z "$PYTHON" ]; then
    echo "No Python from 3.11 to 3.13 in this image: choose a base image that has one (Ubuntu 24.04)." >&2
    exit 1
fi
if ! "$PYTHON" -m venv "$ROOT/venv" 2>/dev/null; then
    # Debian and Ubuntu keep venv in a package of its own.
    apt-get update && apt-get install -y --no-install-recommends "$(basename "$PYTHON")-venv"
    "$PYTHON" -m venv --clear "$ROOT/venv"
fi
# bubblewrap makes the strongest wall, where the container allows namespaces; without it Landlock and seccomp remain.
command -v bwrap >/dev/null || apt-get install -y --no-install-recommends bubblewrap || true

"$ROOT/venv/bin/python" -m pip install --no-cache-dir "$ROOT/source/gradiente${GRADIENTE_EXTRAS}"
# What students' code must not read is root's alone.
chmod -R go-rwx "$ROOT/source"
# The image is not to be built with a grader that cannot start. How well it isolates is said in the build's output.
"$ROOT/venv/bin/python" -c "import gradiente.exports.in_container"
"$ROOT/venv/bin/python" -m gradiente doctor || true

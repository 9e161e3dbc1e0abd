#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder's image.
# It installs Gatewise into an environment of its own. Python 3.11 or newer is needed.
set -euo pipefail

home=${GATEWISE_AUTOGRADER:-/autograder}

usable() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if usable "$name"; then echo "$name"; return; fi
  done
}

python=$(find_python)
if [ -z "$python" ]; then
  apt-get update -qq
  # Ubuntu leaves venv out of python3; before 24.04, python3 itself is too old.
  apt-get install -y -qq python3-venv || true
  [ -n "$(find_python)" ] || apt-get install -y -qq python3.11 python3.11-venv
  python=$(find_python)
fi
"$python" -m venv "$home/gatewise"
"$home/gatewise/bin/pip" install -q "$home"/source/gatewise-*.whl

# The answer key is for root alone. Submissions run as another user.
chmod -R go= "$home/source"
"$home/gatewise/bin/gatewise" doctor

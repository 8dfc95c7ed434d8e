#!/bin/sh
# Make .venv from a lock file: `sh tools/setup.sh runtime|dev`. The second time it does nothing.
#
# Plain pip, so that a mirror or a proxy configured for pip is used; POSIX sh, so that nothing but
# Python has to be there. What the stamp holds is what the environment depends on.

set -eu
cd "$(dirname "$0")/.."

kind=${1:-runtime}
case $kind in
  runtime) lock=requirements.txt ;;
  dev) lock=requirements-dev.txt ;;
  *) echo "usage: sh tools/setup.sh runtime|dev" >&2; exit 2 ;;
esac

venv=.venv
python=$venv/bin/python
oldest='3, 11'

# Settings meant for other environments would install past this one.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIREMENT
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "setup: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 3
}

new_enough() { "$@" -c "import sys; sys.exit(sys.version_info < ($oldest))" >/dev/null 2>&1; }

# Debian ships the module venv without ensurepip, hence both are asked for.
makes_environments() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

# A name on the PATH proves nothing: a version manager leaves stubs of versions that are switched
# off. So each is run.
find_python() {
  found='' incomplete=''
  for name in ${PYTHON:+"$PYTHON"} python3.14 python3.13 python3.12 python3.11 python3 python; do
    new_enough "$name" || continue
    if makes_environments "$name"; then
      found=$name
      return 0
    fi
    incomplete=${incomplete:-$name}
  done
  return 1
}

install_venv_module() {
  version=$("$incomplete" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    fail "Python $version is here, but its venv module is not." \
      "On Debian or Ubuntu:  sudo apt-get install python3-venv" \
      "Then run the same command again."
  fi
  say "setup: installing the venv module of Python $version with apt-get"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq -o DPkg::Lock::Timeout=120 update >/dev/null
  apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends \
    "python$version-venv" </dev/null >/dev/null ||
    fail "apt-get could not install python$version-venv." "Its own words are above."
  find_python || fail "Python $version still cannot make an environment."
}

make_environment() {
  if ! find_python; then
    [ -n "$incomplete" ] || fail "nokgen needs Python 3.11 or later, and none was found." \
      "Looked for: ${PYTHON:+$PYTHON, }python3.14, python3.13, python3.12, python3.11, python3, python." \
      "Where it has another name:  make PYTHON=/path/to/python3.12 …"
    install_venv_module
  fi
  say "setup: making $venv with $("$found" -V)"
  rm -rf "$venv"
  "$found" -m venv "$venv" || fail "Python could not make $venv." "Its own words are above."
}

stamp() {
  "$python" -VV
  cat "$1" pyproject.toml
}

# The packages of the runtime lock are all in the other one, in the same versions.
up_to_date() {
  for made_of in "$lock" requirements-dev.txt; do
    if [ -f "$venv/$made_of.stamp" ] && stamp "$made_of" | cmp -s - "$venv/$made_of.stamp"; then
      return 0
    fi
  done
  return 1
}

# An interpreter that was upgraded away, or an installation cut off half-way, leaves a .venv
# without a working pip; a checkout that was moved, one whose commands point to the old place.
sound() {
  new_enough "$python" && "$python" -c 'import pip' >/dev/null 2>&1 &&
    grep -qF "$(pwd -P)/$venv/" "$venv/bin/pip"
}

sound || make_environment

if up_to_date; then exit 0; fi

say "setup: installing the packages of $lock (a minute or two the first time)"
rm -f "$venv"/*.stamp
"$python" -m pip install -qq --require-hashes --no-deps -r "$lock" >&2 ||
  fail "pip could not install the packages of $lock." "Its own words are above." \
    "Is the network there? Then run the same command again: it goes on where it stopped."
"$python" -m pip install -qq --no-deps --no-build-isolation -e . >&2 ||
  fail "pip could not install nokgen into $venv." "Its own words are above."
stamp "$lock" >"$venv/$lock.stamp"

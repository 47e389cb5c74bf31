#!/bin/bash
# Takes a fresh Debian 12/13 or Ubuntu 24.04 from a clone to answers.
#
#   tools/setup.sh              installs what is needed, builds, reads the example articles and asks them a question
#   tools/setup.sh test         the same, then runs all tests
#   tools/setup.sh packages     installs what is needed and no more
#   tools/setup.sh checkers     installs what only .ci/run needs
#
# Further words go to CMake: tools/setup.sh test -DWHOM_WERROR=ON
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(g++ cmake ninja-build pkg-config libboost-dev rapidjson-dev libsqlite3-dev libutf8proc-dev
          libgumbo-dev libre2-dev libserd-dev libexpat1-dev libhowardhinnant-date-dev libedit-dev libgtest-dev
          graphviz)
checkers=(clang-format clang-tidy ccache)
command -v python3 >/dev/null || checkers+=(python3)
command -v npm >/dev/null || checkers+=(nodejs npm)  # an npm from elsewhere and the packaged one exclude each other

# Installs those of the packages that are missing: quietly, as root or by sudo.
install() {
  local missing=() package root=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    echo "setup: no apt-get here; please install the equivalents of: ${missing[*]}" >&2
    return 1
  fi
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  echo "setup: installing ${missing[*]}"
  "${root[@]}" apt-get -qq update
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y "${missing[@]}" \
    >/dev/null
}

build() {
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  cmake --preset release --log-level=WARNING "${launcher[@]}" "$@" >/dev/null
  echo "setup: building, which takes a few minutes"
  cmake --build --preset release -- --quiet
}

# The main job: articles in, a graph, and who met whom with the sentences that say so.
demonstrate() {
  local whom=build/release/whom graph=build/haiti-talks.whom
  rm -f "$graph"
  "$whom" build examples/haiti-talks -o "$graph"
  echo "\$ whom ask $graph 'who met whom about Haiti'"
  "$whom" ask "$graph" 'who met whom about Haiti'
}

command=${1:-demo}
shift || true
case $command in
  packages) install "${packages[@]}" ;;
  checkers) install "${packages[@]}" "${checkers[@]}" ;;
  demo)
    install "${packages[@]}"
    build "$@"
    demonstrate
    ;;
  test)
    install "${packages[@]}"
    build "$@"
    demonstrate
    ctest --preset release
    ;;
  *)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac

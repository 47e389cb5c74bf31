#!/bin/bash
# Runs clang-tidy over the product's sources: tools/tidy.sh BUILD_FOLDER [COMMIT]
# With COMMIT, only over those that changed since. The compiler's own warnings are left to the compiler, and the grammar
# is left out: it takes minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?usage: tools/tidy.sh BUILD_FOLDER [COMMIT]}
sources=('graph/*.cpp' 'extract/*.cpp' 'query/*.cpp' 'tools/*.cpp' ':!query/question/grammar*.cpp' ':!query/cypher/grammar*.cpp')
if [ -n "${2:-}" ]; then
  git diff --name-only --diff-filter=d "$2" -- "${sources[@]}"
else
  git ls-files -- "${sources[@]}"
fi | xargs -r -P "$(nproc)" -n 4 clang-tidy -p "$folder" --quiet --extra-arg=-w 2>/dev/null

#!/bin/bash
# Runs clang-tidy over the product's sources: tools/tidy.sh BUILD_FOLDER
# The grammar's translation units are left out: clang-tidy takes minutes for each.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:?usage: tools/tidy.sh BUILD_FOLDER}
git ls-files 'graph/*.cpp' 'extract/*.cpp' 'query/*.cpp' 'tools/*.cpp' ':!query/grammar*.cpp' |
  xargs -P "$(nproc)" -n 4 clang-tidy -p "$folder" --quiet 2>/dev/null

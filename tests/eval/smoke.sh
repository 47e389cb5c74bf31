#!/bin/bash
# Builds the gold articles and scores the answers, where ../shared/gold is at hand: tests/eval/smoke.sh WHOM
# Fails when a question ends in an error; how many answers are right is docs/evaluation.md's business.
set -euo pipefail
cd "$(dirname "$0")/../.."
whom=$(realpath "${1:?usage: tests/eval/smoke.sh WHOM}")
gold=../shared/gold
if [ ! -d "$gold" ]; then
  echo 'left out: no gold answers here'
  exit 0
fi
python3 "$gold/score.py" "$gold/seed.jsonl" --build "$whom build {articles} -o {graph}" \
  --ask "$whom ask {graph} {question} --format jsonl" --jobs "$(nproc)" | tee build/smoke.txt
awk '$1 == "TOTAL" { errors = $NF } END { exit errors != 0 }' build/smoke.txt

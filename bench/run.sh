#!/usr/bin/env bash
# Measures, with optimised code; docs/performance.md says what and how to read it.
#   bench/run.sh trace FILE.json.gz
#   bench/run.sh load [--clients N] [--rate R] [--seconds T] [--full K] [--lockstep EDITS] [--url URL] [--accounts NAME,NAME…]
#   bench/run.sh open [--long N] [--short N] [--starts N] [--samples N]
#   bench/run.sh dashboard [--plans 200] [--commitments 40]
#   bench/run.sh history [--changes 100000]
#   bench/run.sh export [--milestones 100] [--commitments 500] [--files DIRECTORY]
#   bench/run.sh peers [--trace] [--live] [--peers DIRECTORY] [--quick]
# Each with --json prints one line of JSON instead of a table.
set -euo pipefail
case "${1:-}" in
  peers) shift; exec "$(dirname "$0")/peers/run.sh" "$@" ;;
esac
called_from=$PWD
cd "$(dirname "$0")/.."
if [ "${1:-}" = trace ] && [ -n "${2:-}" ]; then
  trace=$(cd "$called_from" && realpath -m -- "$2")
  [ -f "$trace" ] || { echo "There is no file $2: name a trace, such as path/to/automerge-paper.json.gz." >&2; exit 1; }
  set -- trace "$trace" "${@:3}"
fi
case "${1:-}" in
  load | open | dashboard | history) dotnet publish src/PlanEditor -c Release --use-current-runtime --no-self-contained -o artifacts/bench/app -v quiet --nologo >&2 ;;
esac
dotnet build bench/PlanBench -c Release -v quiet --nologo >&2
# The server that the bench starts writes to the same output: what it says about keys at its first start is no result.
exec env "Logging__LogLevel__Microsoft.AspNetCore.DataProtection=Error" dotnet artifacts/bin/PlanBench/release/PlanBench.dll "$@"

#!/usr/bin/env bash
# The laws of the text's algebra at length: tests/laws.sh [VECTORS] [CASES] [SEED]. VECTORS cases made by the real CodeMirror are compared (1,000,000), and each random law is tried on CASES
# (10,000,000). An hour on two cores; what ./test.sh runs of both is in docs/faults.md.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/prerequisites.sh
need_node
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
vectors=${1:-1000000} cases=${2:-10000000} seed=${3:-$RANDOM} portion=100000
(cd tests/Vectors/text && npm ci --silent)
dotnet build tests/PlanModel.Tests -c Release -v quiet
run() { dotnet test tests/PlanModel.Tests -c Release --no-build --logger "console;verbosity=minimal" --filter "FullyQualifiedName~$1"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In portions, so that the disk need not hold all of them.
for ((made = 0; made < vectors; made += portion, seed++)); do
  echo "vectors $made to $((made + portion)), seed $seed"
  node tests/Vectors/text/generate.mjs --more "$portion" "$seed" "$work/changes.jsonl"
  OGDPLANS_VECTORS="$work/changes.jsonl" run TextChangeSetVectorTests
done
echo "each law on $cases cases"
OGDPLANS_LAW_CASES="$cases" run TextChangeSetLawTests

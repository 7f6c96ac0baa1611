#!/usr/bin/env bash
# Does harm to the published app and checks that it kept its word: tests/faults.sh NAME [COUNT] [SEED]. docs/faults.md says what there is and what each count counts.
# A seed repeats the random choices of an earlier run.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { echo "tests/faults.sh NAME [COUNT] [SEED]; the names are in docs/faults.md" >&2; exit 2; }
source tests/prerequisites.sh
if [ "$1" = fsync ] || [ "$1" = power-loss ]; then need_strace; fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# test.sh builds once for all faults.
if [ -z "${OGDPLANS_FAULTS_BUILT:-}" ]; then
  dotnet publish src/PlanEditor -c Release -v quiet -o artifacts/fault-app
  dotnet build tests/PlanEditor.FaultTests -c Release -v quiet
fi
exec dotnet artifacts/bin/PlanEditor.FaultTests/release/PlanEditor.FaultTests.dll "$1" artifacts/fault-app/PlanEditor.dll "${@:2}"

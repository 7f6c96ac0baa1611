#!/usr/bin/env bash
# Kills the published app under load as many times as the first argument says, and checks that it kept all that it acknowledged.
# A second argument repeats the random choices of an earlier run.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet publish src/PlanEditor -c Release -v quiet -o artifacts/crash-app
dotnet build tests/PlanEditor.CrashTests -c Release -v quiet
dotnet artifacts/bin/PlanEditor.CrashTests/release/PlanEditor.CrashTests.dll "${1:-10}" artifacts/crash-app/PlanEditor.dll ${2:+"$2"}

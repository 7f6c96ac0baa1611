#!/usr/bin/env bash
# Runs schedules of a simulated server, network, clock and disk: tests/simulate.sh [SCHEDULES] [SEED] [--threads N]. A schedule that broke is run again, step by step, with
# tests/simulate.sh --replay SEED. docs/simulation.md says what is simulated.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_TieredPGO=1
dotnet build tests/PlanEditor.SimulationTests -c Release -v quiet
[ $# -gt 0 ] || set -- 100000
exec dotnet artifacts/bin/PlanEditor.SimulationTests/release/PlanEditor.SimulationTests.dll "$@"

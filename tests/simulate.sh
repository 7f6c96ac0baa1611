#!/usr/bin/env bash
# Runs schedules of a simulated server, network, clock and disk: tests/simulate.sh [SCHEDULES] [SEED] [--threads N]. A schedule that broke is run again, step by step, with
# tests/simulate.sh --replay SEED. docs/simulation.md says what is simulated.
set -euo pipefail
cd "$(dirname "$0")/.."
# One program that makes garbage and keeps nothing: it is collected rarely.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GCgen0size=0x10000000
dotnet build tests/PlanEditor.SimulationTests -c Release -v quiet
[ $# -gt 0 ] || set -- 100000
# A long run is compiled by what it is seen to do, which a short one does not earn back: that is compiled as well as can be said at once.
[ "${1/--replay/0}" -ge 200000 ] || export DOTNET_TC_QuickJit=0
exec dotnet artifacts/bin/PlanEditor.SimulationTests/release/PlanEditor.SimulationTests.dll "$@"

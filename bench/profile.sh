#!/usr/bin/env bash
# Where the time of a benchmark goes: bench/profile.sh trace FILE | open | history | load [--clients N …] | simulate [SCHEDULES] [SEED]
# Each program of it samples itself; of the longest sampling the methods are printed in which its threads were most, without those in which they wait. All are kept in artifacts/profile.
set -euo pipefail
[ $# -ge 1 ] || { sed -n 2,3p "$0" >&2; exit 2; }
called_from=$PWD
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
tools=artifacts/tools out=$PWD/artifacts/profile
[ -x "$tools/dotnet-trace" ] || dotnet tool install dotnet-trace --version 10.0.750501 --tool-path "$tools" > /dev/null
if [ "$1" = simulate ]; then
  dotnet build tests/PlanEditor.SimulationTests -c Release -v quiet
  what=(artifacts/bin/PlanEditor.SimulationTests/release/PlanEditor.SimulationTests.dll "${2:-20000}" "${3:-20170701}" --threads 1)
else
  [ "$1" != trace ] || set -- trace "$(cd "$called_from" && realpath "${2:?bench/profile.sh trace FILE}")"
  dotnet publish src/PlanEditor -c Release --use-current-runtime --no-self-contained -o artifacts/bench/app -v quiet
  dotnet build bench/PlanBench -c Release -v quiet
  what=(artifacts/bin/PlanBench/release/PlanBench.dll "$@")
fi
rm -rf "$out" && mkdir -p "$out"
DOTNET_EnableEventPipe=1 DOTNET_EventPipeOutputPath="$out/{pid}.nettrace" DOTNET_EventPipeCircularMB=1024 \
  DOTNET_EventPipeConfig=Microsoft-DotNETCore-SampleProfiler:0:5,Microsoft-Windows-DotNETRuntime:0x14C14FCCBD:4 dotnet "${what[@]}"
for file in $(ls -S "$out"/*.nettrace | head -2); do
  echo "== $(basename "$file"), $(du -h "$file" | cut -f1)"
  "$tools/dotnet-trace" report "$file" topN -n 60 | grep -v -E "Wait|Sleep|Poll|Semaphore|Monitor|Thread.Join|Finalize|UNMANAGED|Missing Symbol" | head -30
done

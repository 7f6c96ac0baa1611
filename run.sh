#!/usr/bin/env bash
# Builds OgdPlans and starts it with the sample plans on http://localhost:5080. Arguments are passed on, as in: ./run.sh --sample false --urls http://localhost:6000
set -euo pipefail
cd "$(dirname "$0")"

stop() { echo "$1" >&2; exit 1; }
command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || stop "OgdPlans needs the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "OgdPlans needs Node 20 or newer to build the editor: https://nodejs.org"

dotnet build src/PlanEditor --configuration Release --verbosity quiet --nologo
exec dotnet run --project src/PlanEditor --configuration Release --no-build --no-launch-profile -- --data "$PWD/data" --sample true "$@"

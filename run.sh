#!/usr/bin/env bash
# Builds OgdPlans and starts it with the sample plans on http://localhost:5080. Arguments are passed on, as in: ./run.sh --sample false --urls http://localhost:6000
set -euo pipefail
cd "$(dirname "$0")"

source tests/prerequisites.sh
need_dotnet
need_node

dotnet build src/PlanEditor --configuration Release --verbosity quiet --nologo
exec dotnet run --project src/PlanEditor --configuration Release --no-build --no-launch-profile -- --data "$PWD/data" --sample true "$@"

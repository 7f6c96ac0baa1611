#!/usr/bin/env bash
# Measures, with optimised code: bench/run.sh trace FILE.json.gz
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project bench/PlanBench -- "$@"

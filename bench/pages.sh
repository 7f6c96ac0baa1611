#!/usr/bin/env bash
# Opens many plan pages in Chromium and says what each costs, and how long people wait beside them: bench/pages.sh [PAGES]. What an empty page of the framework costs: bench/pages.sh floor [PAGES]
# What one very large plan costs: bench/pages.sh big. Each with --json prints one line of JSON.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/prerequisites.sh
need_dotnet
need_node
need_chromium
export CHROMIUM
dotnet publish src/PlanEditor -c Release --use-current-runtime --no-self-contained -o artifacts/bench/app -v quiet --nologo >&2
dotnet build bench/PageBench -c Release -v quiet --nologo >&2
exec dotnet artifacts/bin/PageBench/release/PageBench.dll "$@"

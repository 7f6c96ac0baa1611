#!/usr/bin/env bash
# Opens many plan pages in Chromium and says what each costs: bench/pages.sh [PAGES]
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/prerequisites.sh
need_dotnet
need_node
need_chromium
export CHROMIUM
exec dotnet run -c Release --project bench/PageBench -- "$@"

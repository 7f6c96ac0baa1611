#!/usr/bin/env bash
# Measures in Chromium how long a key takes to its paint, on loopback and at 300 ms round trip with 2 % loss, and how long a press that the server answers takes to show
# that it is worked on. Prints a table, or one line with --json; ends with an error when the line makes the page slower than docs/performance.md promises.
set -euo pipefail
case "${1:-}" in
  "" | --json) ;;
  *) echo "usage: bench/typing.sh [--json]" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."
source tests/prerequisites.sh
need_dotnet
need_node
need_chromium
export CHROMIUM
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
dotnet build tests/PlanEditor.BrowserTests -c Release -v q --nologo >&2
kept=0
OGDPLANS_SLOW_LINE_ROWS=$rows dotnet test tests/PlanEditor.BrowserTests --no-build -c Release --filter "FullyQualifiedName~SlowLine.Typing|FullyQualifiedName~SlowLine.Acts" >&2 || kept=$?
node - "$rows" "${1:-}" <<'JS'
const [file, json] = process.argv.slice(2)
const rows = require('fs').readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line))
if (json) console.log(JSON.stringify({ bench: 'typing', rows }))
else {
  console.log('| ms | times | p50 | p95 | most |\n|---|---|---|---|---|')
  for (const row of rows) console.log(`| ${row.what} | ${row.times} | ${[row.p50, row.p95, row.most].map(ms => ms.toFixed(1)).join(' | ')} |`)
}
JS
exit "$kept"

#!/usr/bin/env bash
# Measures in Chromium how long a key takes to its paint, on loopback and at 300 ms round trip with 2 % loss, and prints a table.
set -euo pipefail
cd "$(dirname "$0")/.."
table=$(mktemp)
trap 'rm -f "$table"' EXIT
dotnet build tests/PlanEditor.BrowserTests -c Release -v q --nologo
OGDPLANS_TYPING_TABLE=$table dotnet test tests/PlanEditor.BrowserTests --no-build -c Release --filter "FullyQualifiedName~SlowLine.Typing" || test -s "$table"
cat "$table"

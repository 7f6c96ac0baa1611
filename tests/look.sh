#!/usr/bin/env bash
# Word and PDF of the sample plans and of the report, page by page as pictures to look at: tests/look.sh [DIRECTORY]. They are in artifacts/look, else in DIRECTORY. Word files are laid out by LibreOffice
# (apt-get install libreoffice-writer fonts-noto-core, the fonts for Bengali and Devanagari); without it only the PDF is there.
set -euo pipefail
cd "$(dirname "$0")/.."
source tests/prerequisites.sh
need_dotnet
need_node
need_chromium
need_poppler
to=${1:-artifacts/look} site=http://127.0.0.1:5083
dotnet build src/PlanEditor -c Release -v quiet --nologo
rm -rf "$to" && mkdir -p "$to"
to=$(cd "$to" && pwd)
data=$(mktemp -d)
(cd artifacts/bin/PlanEditor/release && exec dotnet PlanEditor.dll --urls "$site" --data "$data" --sample true --Site:WarmUp false --Site:Chromium "$CHROMIUM") >"$to/app.log" 2>&1 &
app=$!
trap 'kill "$app"; wait "$app" || true; rm -rf "$data"' EXIT
for ((tries = 0; tries < 120; tries++)); do
  ! curl -sf "$site/health" >/dev/null || break
  sleep 1
done
token=$(curl -sf -c "$data/cookies" "$site/account/sign-in" | grep -o 'name="__RequestVerificationToken" value="[^"]*"' | head -1 | cut -d'"' -f4)
curl -sf -b "$data/cookies" -c "$data/cookies" --data-urlencode "__RequestVerificationToken=$token" --data Account=reviewer "$site/account/sample" >/dev/null

look() { # PDF, name
  pdftoppm -r 70 -png "$1" "$to/$2"
  echo "$2: $(find "$to" -name "$2-*.png" | wc -l) pages"
}

for plan in bangladesh nepal panama uruguay workshop-report; do
  for file in docx pdf; do curl -sf -b "$data/cookies" -o "$to/$plan.$file" "$site/plans/$plan/plan.$file?texts=both&review=true"; done
  look "$to/$plan.pdf" "$plan-pdf"
  command -v soffice >/dev/null || continue
  soffice -env:UserInstallation="file://$data/office" --headless --convert-to pdf --outdir "$data" "$to/$plan.docx" >/dev/null
  look "$data/$plan.pdf" "$plan-word"
done
echo "Look at the pages in $to"

#!/usr/bin/env bash
# Everything that CI runs: format, build, supply chain, client, .NET, browser, simulation and fault tests. Ends with one line: N passed, N failed, N skipped.
# Journeys of minutes run with ./test.sh --all. The random laws run longer with OGDPLANS_LAW_CASES=n, the simulation with tests/simulate.sh, the faults with tests/faults.sh; OGDPLANS_SCREENS=all photographs every screen in both sizes and both themes.
set -uo pipefail
cd "$(dirname "$0")"
source tests/prerequisites.sh
need_dotnet
need_node
need_chromium
need_poppler

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
passed=0 failed=0 skipped=0
filter=(--filter "Runs!=long")
[ "${1:-}" != --all ] || filter=()

stop() {
  echo "$1"
  echo "$passed passed, $((failed + 1)) failed, $skipped skipped"
  exit 1
}

add() { # name, passed, failed, skipped
  echo "$1: $2 passed, $3 failed, $4 skipped"
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
  # Tests that are no longer found are as silent as tests that pass.
  local least
  least=$(awk -v name="$1" '$1 == name { print $2 }' tests/inventory.txt)
  if [ $(($2 + $3)) -lt "${least:-1}" ]; then
    echo "$1 ran $(($2 + $3)) tests, and tests/inventory.txt knows of ${least:-1}"
    failed=$((failed + 1))
  fi
}

counter() { # trx file, name of the counter
  grep -o "<Counters [^>]*" "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0
}

# Most code of a test runs once or twice: counting calls to compile it better later costs a third of the time. Nothing may depend on the machine's language and time zone, so they are such
# as write and compare letters, numbers and days unlike the developers'.
run_dotnet() { # project, trx file, filter
  LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 DOTNET_CLI_UI_LANGUAGE=en VSLANG=1033 TZ=Asia/Kathmandu DOTNET_TieredPGO=0 dotnet test "tests/$1" --no-build -c Release "${@:3}" --logger "trx;LogFileName=$PWD/$2" --logger "console;verbosity=minimal" || true
}

dotnet_tests() { # project
  local trx="$results/$1.trx"
  run_dotnet "$1" "$trx" "${filter[@]}"
  [ -f "$trx" ] || { echo "$1 gave no result"; failed=$((failed + 1)); return; }
  add "$1" "$(counter "$trx" passed)" "$(counter "$trx" failed)" "$(($(counter "$trx" notExecuted) + 0))"
}

# Journeys of real browsers share two cores with the servers they talk to: up to three that fail are run once more, by themselves, and named.
journeys() { # project
  dotnet_tests "$1"
  local trx="$results/$1.trx" again="$results/$1.again.trx" names count name what=""
  [ -f "$trx" ] || return
  names=$(grep -o '<UnitTestResult [^>]*outcome="Failed"[^>]*' "$trx" | grep -o ' testName="[^"(]*' | cut -d'"' -f2 | sort -u)
  count=$(echo "$names" | grep -c .)
  { [ "$count" -gt 0 ] && [ "$count" -le 3 ] && [ "$(counter "$trx" failed)" -le 3 ]; } || return
  for name in $names; do what+="${what:+|}FullyQualifiedName=$name"; done
  echo "== once more: $names"
  run_dotnet "$1" "$again" --filter "$what"
  if [ -f "$again" ] && [ "$(counter "$again" passed)" -ge "$(counter "$trx" failed)" ] && [ "$(counter "$again" failed)" -eq 0 ]; then
    passed=$((passed + $(counter "$trx" failed))) failed=$((failed - $(counter "$trx" failed)))
    echo "UNSTEADY, passed only the second time: $names"
  fi
}

echo "== build"
dotnet build OgdPlans.sln -c Release -v quiet || stop "The build failed."
echo "== format"
dotnet format whitespace OgdPlans.sln --no-restore --verify-no-changes || stop "The format check failed: run dotnet format whitespace."

echo "== supply chain"
if tests/supply-chain.sh; then add supply-chain 1 0 0; else add supply-chain 0 1 0; fi

echo "== client"
(cd src/PlanEditor/Client && npm run --silent check) || stop "The client's types do not check."
(cd src/PlanEditor/Client && npx --no-install vitest run --reporter=default --reporter=json --outputFile="$OLDPWD/$results/client.json") || true
if [ -f "$results/client.json" ]; then
  read -r p f s < <(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); console.log(r.numPassedTests, r.numFailedTests + r.testResults.filter(t => t.status === "failed" && t.assertionResults.length === 0).length, r.numPendingTests + r.numTodoTests)' "$results/client.json")
  add client "$p" "$f" "$s"
else
  echo "The client's tests gave no result."
  failed=$((failed + 1))
fi
(cd tests/Vectors/text && npm ci --silent && node generate.mjs --check) || stop "The vectors are not what @codemirror/state makes."

for project in PlanModel.Tests PlanEditor.Tests; do
  echo "== $project"
  dotnet_tests "$project"
done
echo "== PlanEditor.BrowserTests"
journeys PlanEditor.BrowserTests

echo "== simulation"
if tests/simulate.sh 50000 --threads 2; then add simulation 1 0 0; else add simulation 0 1 0; fi

echo "== faults"
need_strace
dotnet publish src/PlanEditor -c Release -v quiet -o artifacts/fault-app || stop "The app could not be published."
# Short forms, three at a time: they mostly wait. Beside one another on a small machine nothing is as fast as it should be, hence the slack.
export OGDPLANS_FAULTS_BUILT=1 OGDPLANS_FAULTS_SLACK=6
faults=("kill 10" "hostile 5000" "slow-reader 3" "poison 0.02" "lost-ack 10" "bad-line 0.1" "offline 60" "disk-full 1" "fsync 50" "power-loss 3" "final 4" "fold 2000" "churn 100" "big 3000")
printf '%s\n' "${faults[@]}" | xargs -P 3 -I '{}' bash -c 'tests/faults.sh $1 >"$2/fault-${1%% *}.txt" 2>&1; echo $? >"$2/fault-${1%% *}.rc"' _ '{}' "$results"
for fault in "${faults[@]}"; do
  name=${fault%% *}
  cat "$results/fault-$name.txt"
  if [ "$(cat "$results/fault-$name.rc")" = 0 ]; then add "$name" 1 0 0; else add "$name" 0 1 0; fi
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

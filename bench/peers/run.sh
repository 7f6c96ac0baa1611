#!/usr/bin/env bash
# OgdPlans beside the engines and servers that people know, on the same work in the same run:
#   bench/run.sh peers [--trace] [--live] [--peers DIRECTORY] [--quick] [--json]
# The folder of peers is copied to a scratch directory, which is kept (OGDPLANS_PEERS names another), so that its packages are installed once.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=${OGDPLANS_PEERS:-${TMPDIR:-/tmp}/ogdplans-peers}
peers="$root/../shared/peers"
trace="" live="" quick="" json=""
while [ $# -gt 0 ]; do
  case "$1" in
    --trace) trace=1 ;;
    --live) live=1 ;;
    --quick) quick=1 ;;
    --json) json=1 ;;
    --peers) peers=${2:?--peers needs a directory}; shift ;;
    *) echo "peers: unknown argument $1" >&2; exit 2 ;;
  esac
  shift
done
[ -n "$trace$live" ] || { trace=1; live=1; }
[ -f "$peers/live.mjs" ] || { echo "There are no peers in $peers: name their folder with --peers DIRECTORY." >&2; exit 2; }
traces=$(cd "$peers/../traces" && pwd)/

# With --json, what people read while it runs goes where it is no result.
exec 3>&1
[ -z "$json" ] || exec >&2

mkdir -p "$scratch"
cp -r "$peers/." "$scratch/"
chmod -R u+w "$scratch"
if [ ! -f "$scratch/node_modules/better-sqlite3/build/Release/better_sqlite3.node" ]; then
  for tool in g++ make python3; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install g++ make python3" >&2; exit 1; }
  done
  (cd "$scratch" && npm ci --no-audit --no-fund)
  [ -f "$scratch/node_modules/better-sqlite3/build/Release/better_sqlite3.node" ] || (cd "$scratch" && npm rebuild better-sqlite3 --build-from-source)
fi

dotnet publish "$root/src/PlanEditor" -c Release --use-current-runtime --no-self-contained -o "$root/artifacts/bench/app" -v quiet --nologo
NODE_PATH="$root/src/PlanEditor/Client/node_modules" "$root/src/PlanEditor/Client/node_modules/.bin/esbuild" "$here/clientModules.ts" --bundle --format=esm --platform=node --target=node20 \
  --outfile="$scratch/adapters/ogdplans-client.mjs" --log-level=warning
cp "$here/ogdplans.mjs" "$here/ogdplans-hub.mjs" "$scratch/adapters/"
export OGDPLANS_APP="$root/artifacts/bench/app/PlanEditor.dll"
cd "$scratch"
rm -f results/*.json

if [ -n "$trace" ]; then
  engines=()
  [ -z "$quick" ] || engines=(codemirror)
  echo "== trace: automerge-paper, ours"
  if [ -n "$json" ]; then "$root/bench/run.sh" trace "$traces/automerge-paper.json.gz" --json >results/trace-ogdplans.json
  else "$root/bench/run.sh" trace "$traces/automerge-paper.json.gz"; fi
  echo "== trace: automerge-paper, theirs"
  node trace.mjs "${engines[@]}" --traces "$traces"
fi

if [ -n "$live" ]; then
  servers=()
  for adapter in adapters/*.mjs; do
    name=$(basename "$adapter" .mjs)
    [[ "$name" == ogdplans-* ]] || servers+=("$name")
  done
  seconds=15
  [ -z "$quick" ] || seconds=6
  for run in "--clients 100 --full 10 --seconds $seconds" "--clients 100 --seconds $seconds" "--saturate --full 3"; do
    for server in "${servers[@]}"; do
      echo "== live: $server $run"
      # shellcheck disable=SC2086
      node live.mjs $server $run || echo "$server did not finish." >&2
    done
  done
fi
if [ -n "$json" ]; then node "$here/table.mjs" results --json >&3
elif [ -n "$live" ]; then node "$here/table.mjs" results; fi

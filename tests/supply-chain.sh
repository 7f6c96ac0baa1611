#!/usr/bin/env bash
# What the app is made of: looks at the packages of both sides, asks the registries what they know against them, and writes the bills of materials to artifacts/sbom.
# Ends with 1 when something is wrong. What could not be asked is said, and is not taken for an answer.
set -uo pipefail
cd "$(dirname "$0")/.."
source tests/prerequisites.sh
need_dotnet
need_node

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
assets=artifacts/obj/PlanEditor/project.assets.json sbom=artifacts/sbom
bad=0
[ -f "$assets" ] || dotnet restore src/PlanEditor -v quiet || exit 1

node tests/supply-chain.mjs "$assets" || bad=1

# A source that knows nothing says "no vulnerable packages" too: it is asked about one that is known to be vulnerable first.
canary=$(mktemp -d)
trap 'rm -rf "$canary"' EXIT
cat >"$canary/canary.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup></Project>
EOF
if (cd "$canary" && dotnet restore -v quiet >/dev/null && dotnet list package --vulnerable) 2>/dev/null | grep -q '> Newtonsoft.Json'; then
  found=$(dotnet list src/PlanEditor package --vulnerable --include-transitive)
  if grep -q '^ *> ' <<<"$found"; then echo "$found"; bad=1; else echo "NuGet: nothing is known against the packages."; fi
else
  echo "NuGet: this source says nothing about vulnerable packages; not asked."
fi

if answer=$(cd src/PlanEditor/Client && npm audit --package-lock-only 2>&1); then
  echo "npm: nothing is known against the packages."
elif grep -q '^[0-9]* .*vulnerabilit' <<<"$answer"; then
  echo "$answer"; bad=1
else
  echo "npm: this registry answers no audit; not asked."
fi

mkdir -p "$sbom"
if ! dotnet tool restore >/dev/null 2>&1; then
  echo "NuGet: the tool that writes bills of materials cannot be had here; not written."
elif dotnet tool run dotnet-CycloneDX -- src/PlanEditor/PlanEditor.csproj -o "$sbom" -fn server.cdx.json -F Json -sn OgdPlans -sv "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" --disable-package-restore --base-intermediate-output-path "$PWD/artifacts/obj" >/dev/null &&
  (cd src/PlanEditor/Client && npm sbom --package-lock-only --sbom-format cyclonedx) >"$sbom/client.cdx.json" &&
  node -e 'for (const file of process.argv.slice(1)) if (!(JSON.parse(require("fs").readFileSync(file)).components?.length > 1)) throw new Error(file + " lists nothing");' "$sbom/server.cdx.json" "$sbom/client.cdx.json"; then
  echo "Bills of materials: $sbom/server.cdx.json, $sbom/client.cdx.json"
else
  echo "The bills of materials could not be written."
  bad=1
fi
exit "$bad"

// What can be known of the packages without asking anybody: each is the one that was chosen (its hash is in the lock file), nothing new runs while it is installed, and none is older than a version
// that mended something known (floors.txt). Newer faults are not known here.
import { readFileSync } from "node:fs";

const json = path => JSON.parse(readFileSync(path, "utf8"));
const problems = [];
const packages = []; // [ecosystem, name, version]

for (const folder of ["src/PlanEditor/Client", "tests/Vectors/text"]) {
  const [wanted, lock] = [json(`${folder}/package.json`), json(`${folder}/package-lock.json`)];
  for (const [name, version] of Object.entries({ ...wanted.dependencies, ...wanted.devDependencies }))
    if (!/^\d+\.\d+\.\d+$/.test(version) || lock.packages[`node_modules/${name}`]?.version !== version) problems.push(`${folder}: ${name} is not one version, the same in package.json and package-lock.json`);
  for (const [path, entry] of Object.entries(lock.packages).filter(([path]) => path)) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!entry.integrity?.startsWith("sha512-")) problems.push(`${folder}: ${name} has no SHA-512 in the lock file`);
    if (entry.resolved) problems.push(`${folder}: ${name} is bound to ${entry.resolved}; packages come from the registry that npm is set to`);
    if (entry.hasInstallScript && !["esbuild", "fsevents"].includes(name)) problems.push(`${folder}: ${name} runs a script while it is installed`);
    packages.push(["npm", name, entry.version]);
  }
}
for (const id of Object.keys(json(process.argv[2]).libraries)) {
  const [name, version] = id.split("/");
  packages.push(["nuget", name, version]);
}

const isOlder = (version, floor) => {
  const [a, b] = [version, floor].map(text => text.split("-")[0].split(".").map(Number));
  const at = b.findIndex((part, i) => part !== (a[i] ?? 0));
  return at >= 0 && (a[at] ?? 0) < b[at];
};
const floors = readFileSync(new URL("floors.txt", import.meta.url), "utf8").split("\n").filter(line => line && !line.startsWith("#")).map(line => line.split(/ +/));
for (const [ecosystem, name, floor, why] of floors)
  for (const [, , version] of packages.filter(one => one[0] === ecosystem && one[1] === name))
    if (isOlder(version, floor)) problems.push(`${name} ${version} is older than ${floor}: ${why}`);

for (const problem of problems) console.log(problem);
console.log(`${packages.length} packages, ${floors.length} floors, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;

// For authors, after each `npm install`: node scripts/complete-lock.mjs
//
// npm leaves platform packages out of package-lock.json when the registry in use lacks that very version, and
// `npm ci` then refuses the lock elsewhere ("Missing: … from lock file"). This adds what the parents declare, so that
// one lock works with every registry and on every platform, and takes out where the packages came from.

import { readFileSync, writeFileSync } from "node:fs";

import { inRoot } from "./lib/root.mjs";

const systems = "aix android darwin freebsd linux netbsd openbsd openharmony sunos win32 windows".split(" ");
const processors = "arm arm64 armv7 ia32 loong64 mips64el ppc64 ppc64le riscv64 s390x wasm32 x64".split(" ");

const file = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));

const dropped = dropExtraneous();
const added = addMissingPlatforms();
forgetRegistry();
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added, ${dropped} extraneous entries dropped.`);

function dropExtraneous() {
  const extraneous = Object.keys(lock.packages).filter((place) => lock.packages[place].extraneous);
  for (const place of extraneous) delete lock.packages[place];
  return extraneous.length;
}

function addMissingPlatforms() {
  let count = 0;
  for (const [parent, { optionalDependencies = {} }] of Object.entries({ ...lock.packages })) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const version = range.replace(/^[~^]/, "");
      if (isLocked(parent, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
      lock.packages[`node_modules/${name}`] = platformPackage(name, version);
      count++;
    }
  }
  return count;
}

/** Node's own search: beside the parent first, then in each folder above it. */
function isLocked(parent, name) {
  const folders = parent.split("/node_modules/");
  const beside = folders.map(
    (_, last) => `${folders.slice(0, last + 1).join("/node_modules/")}/node_modules/${name}`,
  );
  return [...beside, `node_modules/${name}`].some((place) => lock.packages[place]);
}

function platformPackage(name, version) {
  const words = name.split("/").at(-1).split(/[-_]/);
  const system = words.find((word) => systems.includes(word));
  const processor =
    words.find((word) => processors.includes(word)) ?? (name.includes("arm") ? "arm" : undefined);
  return {
    version,
    ...(processor && { cpu: [processor] }),
    ...(name.includes("musl") && { libc: ["musl"] }),
    ...(name.includes("-gnu") && { libc: ["glibc"] }),
    optional: true,
    ...(system && { os: [system === "windows" ? "win32" : system] }),
  };
}

function forgetRegistry() {
  for (const entry of Object.values(lock.packages)) delete entry.resolved;
}

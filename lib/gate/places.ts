// Where a finding is, told the same way from run to run: whatever moves with the checkout, the build or the release
// (folders of the build machine, tags, digests, versions) is cut off (gate.md, 2.1).

export type PathInCheckout = { path: string; outside: boolean };

/**
 * A path as seen from the checkout. `outside` when it still lies elsewhere: then its fingerprint moves with the
 * checkout, and the notes say so. `absolute`: in this format a leading slash means the root of the machine.
 */
export function pathInCheckout(raw: string, root: string, absolute = false): PathInCheckout {
  const { path, anchored } = withoutAnchor(raw, absolute);
  const segments = resolved(path);
  const rootSegments = resolved(withoutAnchor(root, false).path);

  const inRoot = rootSegments.length > 0 && rootSegments.every((segment, at) => segments[at] === segment);
  const left = inRoot ? segments.slice(rootSegments.length) : segments;
  return { path: left.join("/"), outside: left[0] === ".." || (anchored && !inRoot) };
}

function withoutAnchor(raw: string, absolute: boolean): { path: string; anchored: boolean } {
  const path = percentDecoded(raw.trim().replace(/^%[A-Z_]+%\/?/, "")).replaceAll("\\", "/");
  const local = path.replace(/^file:(\/\/(localhost(?=\/))?)?/i, "");
  const bare = local.replace(/^\/?[A-Za-z]:(?=\/)/, "");
  return { path: bare, anchored: bare !== path || (absolute && bare.startsWith("/")) };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function resolved(path: string): string[] {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else segments.push(segment);
  }
  return segments;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/**
 * The place of a finding in configuration. Terraform's address holds for the folder, and in a plan for all of it; what
 * other languages name holds for its file: two templates side by side may both have a resource "Bucket" (R25).
 */
export function configPlace(
  path: string,
  address: string,
  { plan, terraform }: { plan: boolean; terraform: boolean },
): string[] {
  if (!address) return [path];
  if (plan) return ["", address];
  return [terraform ? folderOf(path) : path, address];
}

/** "registry:5000/team/app:1.2@sha256:…" → "registry:5000/team/app". */
export function imageName(reference: string): string {
  const bare = reference.trim().replace(/^(docker|podman|registry|containerd|image):(?=\D[^:]*[:/@])/, "");
  const [withoutDigest = ""] = bare.split("@");
  const colon = withoutDigest.lastIndexOf(":");
  return colon > withoutDigest.lastIndexOf("/") ? withoutDigest.slice(0, colon) : withoutDigest;
}

const packageTypes: Record<string, string> = {
  pip: "pypi",
  pipenv: "pypi",
  poetry: "pypi",
  yarn: "npm",
  pnpm: "npm",
  pom: "maven",
  gradle: "maven",
  jar: "maven",
  gomod: "golang",
  gobinary: "golang",
  debian: "deb",
  ubuntu: "deb",
  alpine: "apk",
};
const urlTypes = new Set(
  "apk cargo cocoapods composer conan conda cran deb gem golang hex maven npm nuget pub pypi rpm swift".split(
    " ",
  ),
);

/** The package URL without version, qualifiers and subpath; built from package manager and name when none is given. */
export function packageUrl(given: string, manager: string, name: string): string {
  if (given.startsWith("pkg:")) return canonicalPackageUrl(given);
  if (!name.trim()) return "";

  const [kind = ""] = manager.trim().toLowerCase().split(":");
  const mapped = Object.hasOwn(packageTypes, kind) ? packageTypes[kind] : undefined;
  const type = mapped ?? (urlTypes.has(kind) ? kind : "generic");
  const path = type === "maven" ? name.trim().replaceAll(":", "/") : name.trim();
  return canonicalPackageUrl(`pkg:${type}/${path}`);
}

// Writers disagree on what to escape ("%40babel", "@babel"; "libstdc%2B%2B", "libstdc++"): one way for all.
function canonicalPackageUrl(url: string): string {
  const [bare = ""] = url.slice("pkg:".length).split(/[?#]/);
  const [type = "", ...rest] = bare.split("/").filter((segment) => segment !== "");
  const last = rest.pop() ?? "";
  const version = last.indexOf("@", 1);
  const path = [...rest, version > 0 ? last.slice(0, version) : last].map(percentDecoded);

  const lower = type.toLowerCase();
  const names = lower === "pypi" ? path.map((name) => name.toLowerCase().replaceAll("_", "-")) : path;
  return ["pkg:", [lower, ...names.map(percentEncoded)].join("/")].join("");
}

function percentEncoded(segment: string): string {
  return encodeURIComponent(segment.toWellFormed()).replaceAll("%3A", ":");
}

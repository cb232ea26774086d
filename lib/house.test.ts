// The house keeps its own rules: what may import what, who may read the clock, which doors stand open, what is learnt
// from others, and how old the packages may be. Read from the files as they are, so that nobody has to remember it.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type File = { path: string; text: string; imports: string[] };

const files: File[] = ["app", "components", "lib"].flatMap(sourcesIn);
const product = files.filter(({ path }) => !/\.test\.tsx?$/.test(path) && !path.startsWith("lib/testing/"));

function sourcesIn(folder: string): File[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const path = `${folder}/${name}`;
      const text = readFileSync(path, "utf8");
      const imports = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
        ([, module]) => module as string,
      );
      return { path, text, imports };
    });
}

/** "path: what it did" for each line of the chosen files that matches; a test expects none. */
function found(where: File[], what: RegExp): string[] {
  return where.flatMap(({ path, text }) =>
    withoutComments(text)
      .split("\n")
      .filter((line) => what.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
const inside = (...folders: string[]) =>
  product.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
const importing = (where: File[], what: RegExp) =>
  where.flatMap(({ path, imports }) =>
    imports.filter((module) => what.test(module)).map((module) => `${path} imports ${module}`),
  );

test("there is a house to look at", () => {
  expect(inside("app/").length).toBeGreaterThan(10);
  expect(inside("components/").length).toBeGreaterThan(10);
  expect(inside("lib/exceptions/").length).toBeGreaterThan(20);
});

describe("imports point down", () => {
  /** From the ground up. What stands on one floor knows nothing of the floors above, nor of its neighbours. */
  const floors = [
    ["lib/network"],
    ["lib/audit", "lib/auth"],
    ["lib/people"],
    ["lib/policies", "lib/systems"],
    ["lib/exceptions"],
    [
      "lib/calendar",
      "lib/evidence",
      "lib/gate",
      "lib/import",
      "lib/notices",
      "lib/outgoing",
      "lib/reviews",
      "lib/views",
    ],
    ["lib/meetings", "lib/packs"],
    ["lib/jobs"],
    ["components"],
    ["app"],
  ];
  /** Neighbours know each other through one named file; words.ts names the type whose words it holds. */
  const doors = ["lib/audit/record", "lib/auth/actor", "lib/notices/letter"];
  const known = ["lib/words.ts imports lib/exceptions/schemas"];

  const folderOf = (path: string) => floors.flat().find((folder) => path.startsWith(`${folder}/`));
  const floorOf = (folder: string | undefined) =>
    folder ? floors.findIndex((floor) => floor.includes(folder)) + 1 : 0;

  test("nothing in lib, components or app imports from a floor above it or beside it", () => {
    const upwards = product.flatMap(({ path, imports }) =>
      imports
        .filter((module) => module.startsWith("@/") && !module.startsWith("@/prisma/"))
        .map((module) => module.slice(2))
        .filter((module) => {
          const [from, to] = [folderOf(path), folderOf(module)];
          if (from === to || floorOf(to) < floorOf(from)) return false;
          return !doors.includes(module);
        })
        .map((module) => `${path} imports ${module}`),
    );
    expect(upwards.filter((one) => !known.includes(one))).toEqual([]);
    expect(known.filter((one) => !upwards.includes(one))).toEqual([]);
  });

  test("every folder of lib has its floor", () => {
    const folders = readdirSync("lib", { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== "testing",
    );
    expect(
      folders.map(({ name }) => `lib/${name}`).filter((folder) => !floors.flat().includes(folder)),
    ).toEqual([]);
  });

  test("the product does not lean on what only tests use", () => {
    expect(importing(product, /^@\/lib\/testing\/|^vitest$|^fast-check$/)).toEqual([]);
  });
});

describe("the database is reached from lib alone", () => {
  const known = ["app/api/health/route.ts imports @/lib/db"]; // asks whether it answers

  test("pages, actions and components read and write through lib", () => {
    expect(importing(inside("app/", "components/"), /^@\/lib\/db$|^pg$|^@prisma|generated\/client$/)).toEqual(
      known,
    );
  });

  test("nothing builds SQL out of strings, but for the invariants, which are constants", () => {
    const raw = found(product, /\$(queryRaw|executeRaw)Unsafe|Prisma\.raw\(/);
    expect(raw.filter((line) => !line.startsWith("lib/audit/verify"))).toEqual([]);
    expect(
      importing(inside("app/", "components/", "lib/exceptions/", "lib/people/"), /lib\/audit\/verify/),
    ).toEqual([]);
  });
});

describe("the heart", () => {
  const heart = inside("lib/exceptions/");

  test("knows no web server and no screen", () => {
    expect(importing(heart, /^(next|react)(\/|-|$)|^server-only$/)).toEqual([]);
  });

  test("never reads the clock: now is an argument", () => {
    expect(found(heart, /new Date\(\s*\)|Date\.now\(|performance\.now\(/)).toEqual([]);
  });

  test("throws no dice either, so that the same history ends the same", () => {
    expect(found(heart, /Math\.random\(|randomUUID\(/)).toEqual([]);
  });
});

describe("the doors", () => {
  /** Actions that anybody may call, and why. */
  const open: Record<string, string> = {
    "app/setup/actions.ts setUp":
      "nobody can be signed in before there is anybody; it asks for the code of the console",
    "app/sign-in/actions.ts staySignedIn": "keeps the caller's own session, which it proves itself",
  };
  const proofs = /^\s*(const caller = await (actorForAction|sessionForAction)\(|return act\()/;
  const actions = product.filter(({ text }) => text.startsWith('"use server"')).flatMap(actionsOf);

  function actionsOf({ path, text }: File) {
    return text
      .split(/^export /m)
      .slice(1)
      .filter((part) => /^(async )?(function|const)/.test(part))
      .map((part) => {
        const name = /^(?:async )?(?:function|const) (\w+)/.exec(part)?.[1];
        const body = part.slice(part.search(/\{\s*\n/) + 1).trimStart();
        return { name: `${path} ${name}`, firstLine: body.split("\n")[0] ?? "" };
      });
  }

  test("every server action proves who is asking before it does anything", () => {
    expect(actions.length).toBeGreaterThan(10);
    const unproven = actions.filter(({ firstLine }) => !proofs.test(firstLine)).map(({ name }) => name);
    expect(unproven.sort()).toEqual(Object.keys(open).sort());
  });

  test("the short way into an action proves it first too", () => {
    const act = files.find(({ path }) => path === "app/(app)/act.ts")?.text ?? "";
    expect(act.indexOf("await actorForAction()")).toBeGreaterThan(0);
    expect(act.indexOf("await actorForAction()")).toBeLessThan(act.indexOf("safeParse("));
    expect(act).toContain("if (!caller.ok) return caller;");
  });

  test("actions stand in files of their own, where they are found", () => {
    const inline = product.filter(({ text }) => /^\s+"use server"/m.test(text)).map(({ path }) => path);
    expect(inline).toEqual([]);
  });

  test("no screen writes HTML of its own", () => {
    expect(
      found(
        inside("app/", "components/"),
        /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML/,
      ),
    ).toEqual([]);
  });
});

describe("what others ran into, and what somebody could try", () => {
  const tests = ["app", "cli", "components", "e2e", "lib", "prisma"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((path) => /\.(test\.tsx?|spec\.ts)$/.test(path) || /^prisma\/guards\/cases\/\w/.test(path))
    .map((path) => readFileSync(path, "utf8").replaceAll(/^\s*\/\/.*$/gm, ""))
    .join("\n");
  const lessons = [...readFileSync("docs/lessons.md", "utf8").matchAll(/^\| (\d+) +\|/gm)].map(([, n]) => n);

  test("twenty-four lessons are told", () => {
    expect(lessons).toEqual(Array.from({ length: 24 }, (_, n) => String(n + 1)));
  });

  test("each has a test that carries its number", () => {
    expect(lessons.filter((n) => !new RegExp(`lesson ${n}\\b`).test(tests))).toEqual([]);
  });

  test("and so has each threat", () => {
    const threats = [...readFileSync("docs/threats.md", "utf8").matchAll(/^\| ([ABC]\d+) +\|/gm)].map(
      ([, n]) => n,
    );
    expect(threats).toHaveLength(44);
    expect(threats.filter((n) => !new RegExp(`\\b${n}\\b`).test(tests))).toEqual([]);
  });
});

describe("the packages", () => {
  // Below these versions there are published advisories that touch what we use.
  const floors = {
    next: "16.3.3",
    react: "19.2.8",
    "react-dom": "19.2.8",
    "next-auth": "4.24.15",
    nodemailer: "9.1.1",
  };
  const locked: Record<string, { version?: string }> = JSON.parse(
    readFileSync("package-lock.json", "utf8"),
  ).packages;

  for (const [name, floor] of Object.entries(floors)) {
    test(`every copy of ${name} is ${floor} or newer`, () => {
      const versions = Object.entries(locked)
        .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
        .map(([, { version }]) => version ?? "");
      expect(versions.length).toBeGreaterThan(0);
      for (const version of versions) expect(isAtLeast(version, floor), `${name} ${version}`).toBe(true);
    });
  }

  test("versions are compared number by number", () => {
    expect(isAtLeast("16.10.0", "16.3.3")).toBe(true);
    expect(isAtLeast("16.3.2", "16.3.3")).toBe(false);
    expect(isAtLeast("16.3.3", "16.3.3")).toBe(true);
    expect(isAtLeast("16.3.3-canary.1", "16.3.3")).toBe(false);
    expect(isAtLeast("17.0.0", "16.3.3")).toBe(true);
  });

  test("the lock carries no registry's address", () => {
    expect(
      Object.entries(locked)
        .filter(([, entry]) => "resolved" in entry)
        .map(([path]) => path),
    ).toEqual([]);
  });
});

function isAtLeast(version: string, floor: string): boolean {
  const [numbers = "", early] = version.split("-");
  const [mine, least] = [numbers.split(".").map(Number), floor.split(".").map(Number)];
  const at = mine.findIndex((number, index) => number !== least[index]);
  return at === -1 ? early === undefined : (mine[at] ?? 0) > (least[at] ?? 0);
}

"use client";

import { useState } from "react";

import { Callout } from "@/components/ui/callout";
import type { Cast, CastMember } from "@/lib/auth/cast";
import { problemSentence } from "@/lib/auth/sign-in-problems";

import { signInWith } from "./sign-in-with";

type Props = { people: Cast; to: string };

export function CastList({ people, to }: Props) {
  const [picked, setPicked] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function pick(personId: string) {
    if (picked) return;
    setPicked(personId);
    const found = await signInWith("demo", { personId }, to);
    setProblem(found);
    if (found) setPicked(null);
  }

  const part = { picked, onPick: pick };
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-3">
      <p className="text-muted lg:col-span-3">
        Pick whose place to take. Everything you do is recorded in their name.
      </p>
      {problem && (
        <div className="lg:col-span-3">
          <Callout tone="bad" title={problemSentence(problem, "The register")} />
        </div>
      )}
      <div className="grid content-start gap-6">
        <Part title="Asks" about="files requests, owns exceptions" people={people.asks} {...part} />
        <Part title="Oversees" about="keeps the register, or audits it" people={people.oversees} {...part} />
      </div>
      <div className="lg:col-span-2">
        <Part
          title="Decides"
          about="sits in a group of approvers, and may ask too"
          inColumns
          people={people.decides}
          {...part}
        />
      </div>
    </div>
  );
}

type PartProps = {
  title: string;
  about: string;
  people: CastMember[];
  inColumns?: boolean;
  picked: string | null;
  onPick: (personId: string) => void;
};

function Part({ title, about, people, inColumns = false, picked, onPick }: PartProps) {
  if (people.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-1">
      <h2 className="text-sm font-semibold">
        {title} <span className="font-normal text-muted">· {about}</span>
      </h2>
      <ul className={`border-t border-line ${inColumns ? "gap-x-10 sm:columns-2" : ""}`}>
        {people.map(({ id, name, title: work, groups }) => (
          <li key={id} className="break-inside-avoid border-b border-line">
            <button
              type="button"
              onClick={() => onPick(id)}
              aria-disabled={picked ? true : undefined}
              className="grid min-h-11 w-full content-center rounded-md px-2 py-1.5 text-left text-sm transition-colors hover:bg-sunken aria-disabled:text-muted"
            >
              <span>
                <span className="font-medium">{name}</span>
                <span className="text-muted">{picked === id ? " · signing in…" : work && ` · ${work}`}</span>
              </span>
              {groups.length > 0 && <span className="text-xs text-muted">{groups.join(", ")}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

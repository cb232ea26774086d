"use client";

import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { recipe } from "@/lib/gate/recipe";

import { RecipeBlock } from "../recipe-block";

type Props = {
  id: string;
  secret: string;
  name: string;
  register: string;
  system: string;
  environment: string;
};

/** The register keeps only a hash of it: whoever leaves this page without it makes another. */
export function MadeToken({ id, secret, name, ...ask }: Props) {
  return (
    <div className="grid max-w-read gap-6">
      <Callout tone="good" title={`The token for ${name} is made. It is shown this once.`}>
        Keep it as a masked secret of the pipeline. Whoever has it may ask in its name.
      </Callout>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 rounded-md border border-line bg-panel px-3 py-2 font-mono text-xs break-all">
          {secret}
        </code>
        <CopyButton kind="filled" text={secret}>
          Copy the token
        </CopyButton>
      </div>
      <section className="grid gap-2">
        <h2 className="text-lg font-semibold">How the pipeline asks</h2>
        <RecipeBlock text={recipe(ask)} />
      </section>
      <div>
        <LinkButton href={`/settings/pipelines/${id}`}>I have kept it</LinkButton>
      </div>
    </div>
  );
}

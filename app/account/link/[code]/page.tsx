import type { Metadata } from "next";

import { DemoStrip } from "@/app/sign-in/demo-strip";
import { PlainFrame } from "@/components/shell/plain-frame";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { isDemo, requireActor } from "@/lib/auth/session";
import { issuerKinds } from "@/lib/gate/issuer-claims";
import { type Starter, starterByCode } from "@/lib/gate/link-person";

import { LinkMe } from "./link-me";

export const metadata: Metadata = { title: "Link yourself", referrer: "no-referrer" };

/** Where a pipeline leads whoever started it. Opening it changes nothing. */
export default async function LinkPage({ params }: { params: Promise<{ code: string }> }) {
  const actor = await requireActor();
  const { code } = await params;
  const starter = await starterByCode(code, new Date());

  return (
    <PlainFrame banner={(await isDemo()) && <DemoStrip />}>
      {"ok" in starter ? (
        <>
          <h1 className="text-xl font-semibold">Link yourself</h1>
          <Callout tone="bad" title={starter.message} />
          <div>
            <LinkButton href="/account">To your account</LinkButton>
          </div>
        </>
      ) : (
        <Question code={code} starter={starter} reader={actor.name} />
      )}
    </PlainFrame>
  );
}

function Question({ code, starter, reader }: { code: string; starter: Starter; reader: string }) {
  const { name, subject, kind, issuer, place } = starter;
  return (
    <>
      <h1 className="text-xl font-semibold wrap-anywhere">Are you {name}?</h1>
      <div className="grid gap-3 text-sm">
        <p className="wrap-anywhere">
          A pipeline that <strong>{name}</strong> started asked for an exception: {place}.{" "}
          {issuerKinds[kind].name} says so, at <span className="font-mono text-xs">{issuer}</span>, and calls
          them {subject}.
        </p>
        <p>
          You are signed in as <strong>{reader}</strong>. If you link yourself, whatever {name}’s pipelines
          ask for is asked by you, and somebody else decides it.
        </p>
        <p className="text-muted">
          Say yes only if you started that run yourself. An administrator sees who said so.
        </p>
      </div>
      <LinkMe code={code} name={name} />
    </>
  );
}

import type { ReactNode } from "react";

import { atEachDoor, type Endpoint } from "@/app/api/v1/endpoints";
import { problemTitles, statusOfProblem } from "@/lib/gate/problem";

import { anchorOf } from "./anchor-of";
import { Fields } from "./fields";
import { Method } from "./method";

/** One door of the API: what it does, what goes in, what comes out, and what it says when it does not open. */
export function Door({ endpoint }: { endpoint: Endpoint }) {
  const { method, path, does, about, right, open, parameters = [], body, answers } = endpoint;
  return (
    <article id={anchorOf(endpoint)} className="grid scroll-mt-6 gap-4 border-t border-line pt-6">
      <header className="grid gap-1">
        <h3 className="text-base font-semibold text-balance">{does}</h3>
        <p className="flex flex-wrap items-baseline gap-x-2 font-mono text-[0.8125rem] break-all">
          <Method method={method} />
          <span>{`/api/v1${path}`}</span>
        </p>
      </header>
      {about && <p className="max-w-read text-sm">{about}</p>}

      <Rows title="Token">
        <Row term={right ?? (open ? "none" : "its own")}>
          {right
            ? `An API token with the right to ${right}.`
            : open
              ? "Anybody may read this: it holds nothing of the register."
              : "The one-time token that was given for it."}
        </Row>
      </Rows>
      {parameters.length > 0 && (
        <Rows title="Parameters">
          {parameters.map(({ name, in: where, about: told, required }) => (
            <Row key={name} term={name} note={required ? `${where}, required` : where}>
              {told}
            </Row>
          ))}
        </Rows>
      )}
      {body && (
        <Part title={"json" in body ? "Body, application/json" : "Body, multipart/form-data"}>
          {"multipart" in body && (
            <p className="max-w-read text-sm">
              One part <Code>context</Code>, as below, and one part <Code>report</Code> for each report, as
              the scanner wrote it.
            </p>
          )}
          <Fields of={"json" in body ? body.json : body.multipart} isSent />
        </Part>
      )}
      <Rows title="Answers">
        {Object.entries(answers).map(([status, { about: told, schema }]) => (
          <Row key={status} term={status}>
            {told}
            {schema && <span className="text-muted">{` ${schema}.`}</span>}
          </Row>
        ))}
        <Problems endpoint={endpoint} />
      </Rows>
      {schemasOf(endpoint).map((name) => (
        <Fields key={name} of={name} />
      ))}
    </article>
  );
}

function schemasOf({ answers }: Endpoint) {
  return [...new Set(Object.values(answers).flatMap(({ schema }) => schema ?? []))];
}

/** What every door with a token can say stands once, on top of the page. */
function Problems({ endpoint: { problems, right } }: { endpoint: Endpoint }) {
  return problems
    .filter((code) => !right || !atEachDoor.includes(code))
    .map((code) => (
      <Row key={code} term={String(statusOfProblem(code))} note={code}>
        {`${problemTitles[code]}.`}
      </Row>
    ));
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <p className="text-xs font-medium text-muted">{title}</p>
      {children}
    </div>
  );
}

export function Rows({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Part title={title}>
      <dl className="divide-y divide-line border-y border-line text-sm">{children}</dl>
    </Part>
  );
}

type RowProps = { term: string; note?: string; children: ReactNode };

export function Row({ term, note, children }: RowProps) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
      <dt className="min-w-0">
        <span className="font-mono text-[0.8125rem] break-words">{term}</span>
        {note && <span className="ml-2 text-xs break-all text-muted">{note}</span>}
      </dt>
      <dd className="max-w-read min-w-0 break-words">{children}</dd>
    </div>
  );
}

export function Code({ children }: { children: ReactNode }) {
  return <code className="rounded bg-sunken px-1 font-mono text-[0.9em]">{children}</code>;
}

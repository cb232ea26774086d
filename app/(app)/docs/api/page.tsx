import type { Metadata } from "next";

import { addressOfRegister } from "@/app/api/v1/door";
import { atEachDoor, endpoints, parts } from "@/app/api/v1/endpoints";
import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { LinkButton } from "@/components/ui/link-button";
import { problemTitles, statusOfProblem } from "@/lib/gate/problem";

import { anchorOf } from "./anchor-of";
import { Code, Door, Row, Rows } from "./door";
import { Method } from "./method";

export const metadata: Metadata = { title: "API" };

/** The API for people, made of the same table as the document for machines. */
export default async function ApiPage() {
  await requireReader();
  return (
    <Page
      title="API"
      breadcrumbs={[{ href: "/gate", label: "Gate" }]}
      facts={<p className="text-muted">{`${addressOfRegister()}/api/v1`}</p>}
      actions={<LinkButton href="/api/v1/openapi.json">OpenAPI 3.1</LinkButton>}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <Index />
        <div className="grid max-w-3xl grid-cols-1 content-start gap-10">
          <Basics />
          {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
            <Section key={part} title={parts[part]}>
              <div className="grid gap-10">
                {endpoints
                  .filter((endpoint) => endpoint.part === part)
                  .map((endpoint) => (
                    <Door key={anchorOf(endpoint)} endpoint={endpoint} />
                  ))}
              </div>
            </Section>
          ))}
        </div>
      </div>
    </Page>
  );
}

function Index() {
  return (
    <nav aria-label="Doors of the API" className="text-sm lg:sticky lg:top-6 lg:self-start print:hidden">
      {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
        <div key={part} className="mb-5 grid gap-0.5">
          <p className="mb-1 text-xs font-medium text-muted">{parts[part]}</p>
          {endpoints
            .filter((endpoint) => endpoint.part === part)
            .map((endpoint) => (
              <a
                key={anchorOf(endpoint)}
                href={`#${anchorOf(endpoint)}`}
                className="-mx-2 grid min-h-7 grid-cols-[2.5rem_minmax(0,1fr)] items-baseline rounded-md px-2 py-1 hover:bg-sunken"
              >
                <Method method={endpoint.method} />
                <span className="min-w-0 font-mono text-xs break-words">{endpoint.path}</span>
              </a>
            ))}
        </div>
      ))}
    </nav>
  );
}

/** What holds at every door, said once. */
function Basics() {
  return (
    <div className="grid gap-4 text-sm">
      <div className="grid max-w-read gap-2">
        <p>
          Send <Code>Authorization: Bearer exr_…</Code>, a token that an administrator makes under Settings,
          Pipelines. It is bound to systems and environments, ends within 90 days, and sees what has a place
          among them. To evaluate, to ask and to read the register are rights of their own: evaluate, request,
          export. No right to decide exists.
        </p>
        <p>
          Send an <Code>Idempotency-Key</Code> with each POST to the gate, and the same one when you try
          again. Instants are RFC 3339 in UTC. Answers to GET carry an <Code>ETag</Code>.
        </p>
        <p>
          What is refused is told as <Code>application/problem+json</Code>: <Code>code</Code> for programs,{" "}
          <Code>detail</Code> for people, <Code>errors</Code> with a JSON pointer for each field, and a{" "}
          <Code>trace</Code> that stands in the server’s log when something broke.
        </p>
      </div>
      <Rows title="Every door with a token can say">
        {atEachDoor.map((code) => (
          <Row key={code} term={String(statusOfProblem(code))} note={code}>
            {`${problemTitles[code]}.`}
          </Row>
        ))}
      </Rows>
    </div>
  );
}

import { ChevronRight } from "lucide-react";
import type { Name } from "@/app/api/v1/endpoints";
import { schemaOf } from "@/app/api/v1/open-api";

import { fieldsOf } from "./fields-of";

/** The fields of a body, folded: their number says how much there is to read. */
export function Fields({ of, isSent = false }: { of: Name; isSent?: boolean }) {
  const fields = fieldsOf(schemaOf(of));
  return (
    <details className="group rounded-lg border border-line">
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-3 text-sm hover:bg-sunken">
        <ChevronRight aria-hidden className="size-4! text-muted transition-transform group-open:rotate-90" />
        <span className="font-medium">{of}</span>
        <span className="text-muted tabular-nums">{`${fields.length} fields`}</span>
      </summary>
      <dl className="divide-y divide-line border-t border-line text-sm">
        {fields.map(({ name, kind, about, required }) => (
          <div
            key={name}
            className="grid gap-x-4 gap-y-0.5 px-3 py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]"
          >
            <dt className="min-w-0 font-mono text-[0.8125rem] break-words">
              {name}
              {isSent && !required && <span className="font-sans text-muted">, if at all</span>}
            </dt>
            <dd className="min-w-0 break-words">
              <span className="text-muted">{kind}</span>
              {about && <span className="block">{about}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";

type Props = {
  /** The route that answers with the file. */
  action: string;
  /** The filter on the screen; the file holds all of its pages. */
  query: string;
  reason?: string | null;
  /** Where a page has several: what this one is of. */
  about?: string;
  kind?: ButtonKind;
};

/** Posted and not linked, because each export leaves an entry in the trail. */
export function ExportButton({ action, query, reason, about, kind }: Props) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="query" value={query} />
      <Button type="submit" kind={kind} icon={Download} reason={reason}>
        CSV
        {about && <span className="sr-only">{`: ${about}`}</span>}
      </Button>
    </form>
  );
}

import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";

type Props = {
  /** The route that answers with the file. */
  action: string;
  /** The filter on the screen; the file holds all of its pages. */
  query: string;
  reason?: string | null;
};

/** Posted and not linked, because each export leaves an entry in the trail. */
export function ExportButton({ action, query, reason }: Props) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="query" value={query} />
      <Button type="submit" icon={Download} reason={reason}>
        CSV
      </Button>
    </form>
  );
}

import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";

/** Posted and not linked, because each export leaves an entry in the trail. */
export function MarkdownButton({ number }: { number: number }) {
  return (
    <form method="post" action={`/meeting/${number}/markdown`}>
      <Button type="submit" icon={Download}>
        Markdown
      </Button>
    </form>
  );
}

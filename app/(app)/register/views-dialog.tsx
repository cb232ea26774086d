"use client";

import { Bookmark } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

// Read and fetched when it is first opened: most visits never do.
const ViewsPanel = lazy(() => import("./views-panel"));

/** What is on the screen, kept under a name; and what was kept before. The key is `v`. */
export function ViewsDialog({ query }: { query: string }) {
  const [open, setOpen] = useState(false);
  useKeyAction("register.views", () => setOpen(true));

  return (
    <Dialog title="Views" open={open} onOpenChange={setOpen} trigger={<Button icon={Bookmark}>Views</Button>}>
      <Suspense>
        <ViewsPanel query={query} close={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  );
}

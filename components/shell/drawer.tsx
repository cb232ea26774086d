"use client";

import { PanelLeft } from "lucide-react";
import { useState } from "react";

import { type Counts, DrawerPlaces } from "@/components/shell/rail";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** The rail on a phone. */
export function Drawer({ counts, isOutsider }: { counts: Counts; isOutsider: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      shape="drawer"
      title="Exceptions"
      trigger={
        <Button kind="ghost" icon={PanelLeft} iconOnly>
          Places
        </Button>
      }
    >
      <div className="-mx-2">
        <DrawerPlaces counts={counts} isOutsider={isOutsider} onGo={() => setOpen(false)} />
      </div>
    </Dialog>
  );
}

"use client";

import { PanelLeft } from "lucide-react";
import { useState } from "react";

import { type Counts, DrawerPlaces } from "@/components/shell/rail";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Props = { counts: Counts; isOutsider: boolean; isKeeper: boolean };

/** The rail on a phone. */
export function Drawer(props: Props) {
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
        <DrawerPlaces {...props} onGo={() => setOpen(false)} />
      </div>
    </Dialog>
  );
}

"use client";

import { Columns3 } from "lucide-react";
import { lazy } from "react";

import { Button } from "@/components/ui/button";
import { MenuOnDemand } from "@/components/ui/menu-on-demand";
import type { RegisterFilter } from "@/lib/exceptions/register-filter";

const OpenedColumnsMenu = lazy(() => import("./opened-columns-menu"));

/** Which facts stand in the list: in the address, so that a copied link shows the same. */
export function ColumnsMenu({ filter }: { filter: RegisterFilter }) {
  return (
    <MenuOnDemand trigger={<Button icon={Columns3}>Columns</Button>}>
      {(trigger) => <OpenedColumnsMenu filter={filter} trigger={trigger} />}
    </MenuOnDemand>
  );
}

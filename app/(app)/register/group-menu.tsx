"use client";

import { Rows3 } from "lucide-react";
import { lazy } from "react";

import { Button } from "@/components/ui/button";
import { MenuOnDemand } from "@/components/ui/menu-on-demand";
import type { RegisterFilter } from "@/lib/exceptions/register-filter";

import { groupingNames } from "./column-names";

const OpenedGroupMenu = lazy(() => import("./opened-group-menu"));

/** What the list is cut into: in the address, like the columns. */
export function GroupMenu({ filter }: { filter: RegisterFilter }) {
  const { groupBy } = filter;
  return (
    <MenuOnDemand
      trigger={<Button icon={Rows3}>{groupBy ? `Group: ${groupingNames[groupBy]}` : "Group"}</Button>}
    >
      {(trigger) => <OpenedGroupMenu filter={filter} trigger={trigger} />}
    </MenuOnDemand>
  );
}

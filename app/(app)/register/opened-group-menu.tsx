"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ReactElement } from "react";

import { Menu, MenuRadios } from "@/components/ui/menu";
import {
  changed,
  type Grouping,
  groupings,
  queryOf,
  type RegisterFilter,
} from "@/lib/exceptions/register-filter";

import { groupingNames } from "./column-names";

const options = [
  { value: "none" as const, label: "Nothing" },
  ...groupings.map((value) => ({ value, label: groupingNames[value] })),
];

export default function OpenedGroupMenu({
  filter,
  trigger,
}: {
  filter: RegisterFilter;
  trigger: ReactElement;
}) {
  const router = useRouter();
  const show = (chosen: Grouping | "none") => {
    const groupBy = chosen === "none" ? null : chosen;
    router.push(`/register${queryOf(changed(filter, { groupBy }))}` as Route, { scroll: false });
  };
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuRadios label="Group by" value={filter.groupBy ?? "none"} onChange={show} options={options} />
    </Menu>
  );
}

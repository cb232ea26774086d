"use client";

import { lazy } from "react";

import type { Preferences, ShellPerson } from "@/components/shell/preferences";
import { MenuOnDemand } from "@/components/ui/menu-on-demand";

const OpenedPersonMenu = lazy(() => import("@/components/shell/opened-person-menu"));

type Props = { person: ShellPerson; preferences: Preferences; signOut: () => Promise<void> };

export function PersonMenu(props: Props) {
  const { name } = props.person;
  return (
    <MenuOnDemand
      trigger={
        <button
          type="button"
          aria-label={`${name}: account, theme, keys, sign out`}
          className="flex size-control shrink-0 items-center justify-center rounded-full border border-edge bg-panel text-xs font-medium transition-colors hover:bg-sunken"
        >
          {initials(name)}
        </button>
      }
    >
      {(trigger) => <OpenedPersonMenu {...props} trigger={trigger} />}
    </MenuOnDemand>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
}

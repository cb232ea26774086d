"use client";

import { Ellipsis, House, Pin, PinOff } from "lucide-react";
import type { Route } from "next";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { TextField } from "@/components/ui/text-field";
import type { ListedView, ListedViews } from "@/lib/views/listed-views";
import type { ActOnView } from "./act-on-view";
import { changeThisView, chooseThisView, shareThisView } from "./actions";

type Props = { view: ListedView; groups: ListedViews["groups"]; act: ActOnView; close: () => void };

/** One view: where it leads, what it shows, and what can be made of it. */
export function ViewRow({ view, groups, act, close }: Props) {
  const { id: viewId, name, isPinned, isMyDefault } = view;
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming) return <Renaming view={view} act={act} done={() => setRenaming(false)} />;

  const pin = (on: boolean) => chooseThisView({ viewId, isPinned: on });
  const start = (on: boolean) => chooseThisView({ viewId, isDefault: on });
  return (
    <li className="flex items-start gap-1 border-b border-line py-2 last:border-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`/register?saved=${viewId}` as Route}
            scroll={false}
            onClick={close}
            className="text-sm font-medium text-accent hover:underline"
          >
            {name}
          </Link>
          <Marks view={view} />
        </p>
        <p className="text-xs text-muted">{view.sentence}</p>
        {view.dropped.length > 0 && (
          <p className="text-xs text-soon">{`The register no longer knows ${view.dropped.join(", ")}.`}</p>
        )}
      </div>
      <Button
        kind="ghost"
        iconOnly
        icon={isPinned ? PinOff : Pin}
        aria-pressed={isPinned}
        onClick={() =>
          act(pin(!isPinned), isPinned ? `“${name}” is no tab any more.` : `“${name}” is a tab now.`, () =>
            pin(isPinned),
          )
        }
      >
        {`Show ${name} as a tab`}
      </Button>
      <Button
        kind="ghost"
        iconOnly
        icon={House}
        aria-pressed={isMyDefault}
        onClick={() =>
          act(
            start(!isMyDefault),
            isMyDefault ? "The register opens as usual." : `The register opens with “${name}”.`,
            () => start(isMyDefault),
          )
        }
      >
        {`Open the register with ${name}`}
      </Button>
      <More view={view} groups={groups} act={act} rename={() => setRenaming(true)} />
    </li>
  );
}

function Marks({ view: { isPinned, isMyDefault, isGroupDefault, group } }: { view: ListedView }) {
  const marks = [
    isMyDefault && "opens first",
    isGroupDefault && `opens first for ${group}`,
    isPinned && "tab",
  ].filter(Boolean);
  return <span className="text-xs text-muted">{marks.join(" · ")}</span>;
}

type MoreProps = Omit<Props, "close"> & { rename: () => void };

function More({ view, groups, act, rename }: MoreProps) {
  const { id: viewId, name, group, reason, isGroupDefault } = view;
  const change = (to: object) => changeThisView({ viewId, ...to });
  return (
    <Menu
      trigger={
        <Button kind="ghost" iconOnly icon={Ellipsis}>
          {`More for ${name}`}
        </Button>
      }
    >
      <MenuItem onSelect={rename} reason={reason}>
        Rename
      </MenuItem>
      {group ? (
        <MenuItem
          reason={reason}
          onSelect={() =>
            act(
              change({ isDefault: !isGroupDefault }),
              isGroupDefault ? `${group} opens as usual.` : `${group} opens the register with “${name}”.`,
            )
          }
        >
          {isGroupDefault ? `Not the default of ${group}` : `Default of ${group}`}
        </MenuItem>
      ) : (
        groups.map(({ id: groupId, name: of }) => (
          <MenuItem
            key={groupId}
            onSelect={() => act(shareThisView({ viewId, groupId }), `“${name}” is shared with ${of}.`)}
          >
            {`Share with ${of}`}
          </MenuItem>
        ))
      )}
      <MenuSeparator />
      <MenuItem
        tone="bad"
        reason={reason}
        onSelect={() =>
          act(change({ removed: true }), `“${name}” is removed.`, () => change({ removed: false }))
        }
      >
        Remove
      </MenuItem>
    </Menu>
  );
}

function Renaming({ view: { id, name }, act, done }: { view: ListedView; act: ActOnView; done: () => void }) {
  const [typed, setTyped] = useState(name);
  const to = (next: string) => changeThisView({ viewId: id, name: next });
  return (
    <li className="border-b border-line py-2 last:border-0">
      <form
        className="flex items-end gap-2"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await act(to(typed), `It is called “${typed.trim()}” now.`, () => to(name))) done();
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField
            label={`New name of ${name}`}
            hideLabel
            name="new-view-name"
            maxLength={60}
            autoFocus
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <Button type="submit">Rename</Button>
        <Button kind="ghost" onClick={done}>
          Cancel
        </Button>
      </form>
    </li>
  );
}

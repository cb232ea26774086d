"use client";

import { Keyboard, LogOut, UserRound } from "lucide-react";
import { type ReactElement, useState } from "react";

import { useKeys } from "@/components/keys/context";
import type { Density, Preferences, ShellPerson, Theme } from "@/components/shell/preferences";
import { setPreference } from "@/components/shell/set-preference";
import { Menu, MenuCheckbox, MenuItem, MenuLink, MenuRadios, MenuSeparator } from "@/components/ui/menu";

type Props = {
  person: ShellPerson;
  preferences: Preferences;
  signOut: () => Promise<void>;
  trigger: ReactElement;
};

const themes: { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];
const densities: { value: Density; label: string }[] = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
];

export default function OpenedPersonMenu({ person, preferences, signOut, trigger }: Props) {
  const keys = useKeys();
  const [theme, setTheme] = useState(preferences.theme);
  const [density, setDensity] = useState(preferences.density);

  return (
    <Menu trigger={trigger} defaultOpen>
      <div className="px-2 py-1.5">
        <p className="text-sm font-medium">{person.name}</p>
        {person.title && <p className="text-xs text-muted">{person.title}</p>}
      </div>
      <MenuSeparator />
      <MenuRadios
        label="Theme"
        options={themes}
        value={theme}
        onChange={(value) => {
          setTheme(value);
          setPreference("theme", value);
        }}
      />
      <MenuRadios
        label="Rows"
        options={densities}
        value={density}
        onChange={(value) => {
          setDensity(value);
          setPreference("density", value);
        }}
      />
      <MenuSeparator />
      <MenuCheckbox checked={keys.singleKeys} onChange={keys.setSingleKeys}>
        Single keys
      </MenuCheckbox>
      <MenuItem
        icon={<Keyboard aria-hidden className="text-muted" />}
        onSelect={() => setTimeout(() => keys.run("keys.open"), 50)}
      >
        Show the keys
      </MenuItem>
      <MenuSeparator />
      <MenuLink icon={<UserRound aria-hidden className="text-muted" />} href="/account">
        Your account
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden className="text-muted" />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

// Which action a press of a key means. Pure, so that each rule about when keys are off can be tested by itself.

import { isSingleKey, type KeyAction, type KeyScope, keyRows } from "@/components/keys/registry";

export type Press = {
  /** "j", "?", "ArrowDown", "mod+k": as the registry writes it. */
  key: string;
  /** The first key of a sequence, when it was pressed a moment ago. */
  after: string | null;
};

/** Where the focus is when the key is pressed. */
export type Place = {
  typing: boolean;
  inLayer: boolean;
  onButton: boolean;
  onLink: boolean;
  inList: boolean;
};

export type Match = { action: KeyAction } | { startsSequence: string } | null;

/**
 * `singleKeys` is the person's own switch; chords such as ⌘K work with it off. A key that two places use means what the
 * page that is open answers to.
 */
export function matchKey(
  press: Press,
  place: Place,
  singleKeys: boolean,
  isAnswered: (action: KeyAction) => boolean = () => true,
): Match {
  if (place.inLayer) return null;

  const sequence = press.after ? `${press.after} ${press.key}` : null;
  const find = (key: string) => {
    const rows = keyRows.filter(({ keys }) => keys.includes(key));
    return rows.find(({ action }) => isAnswered(action)) ?? rows[0];
  };
  const found = (sequence && find(sequence)) || find(press.key);
  if (found && !found.native) {
    const key = sequence && found.keys.includes(sequence) ? sequence : press.key;
    return isAllowed(key, found.scope, place, singleKeys) ? { action: found.action } : null;
  }

  const startsSequence = keyRows.some(({ keys }) => keys.some((key) => key.startsWith(`${press.key} `)));
  return startsSequence && isAllowed(press.key, "everywhere", place, singleKeys)
    ? { startsSequence: press.key }
    : null;
}

function isAllowed(key: string, scope: KeyScope, place: Place, singleKeys: boolean): boolean {
  if (key.startsWith("mod+")) return true;
  if (place.typing || place.onButton) return false;
  if (isSingleKey(key)) return singleKeys;
  // A page of a meeting does not scroll sideways.
  if (scope === "meeting") return true;
  // Arrows and Space scroll, Enter follows links; only inside a list do they belong to it. Space ticks a box.
  if (key === "Space") return place.inList && place.onLink;
  return place.inList && !(key === "Enter" && place.onLink);
}

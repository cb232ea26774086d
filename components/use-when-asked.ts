import { useState } from "react";

/**
 * Opens what the address begins to ask for while the page stands: a link on the page itself, such as `?act=close`, changes
 * the address and mounts nothing anew.
 */
export function useWhenAsked<Asked>(asked: Asked, open: (asked: Asked) => void) {
  const [last, setLast] = useState(asked);
  if (last === asked) return;
  setLast(asked);
  open(asked);
}

import type { IconName } from "@/components/ui/icon-sprite";

/**
 * An icon of a list: one element that points at the drawing in IconSprite, where lucide writes the whole drawing out for
 * each row. Icons that stand once on a page are lucide's own.
 */
export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg aria-hidden className={`lucide icon lucide-${name}${className && ` ${className}`}`}>
      <use href={`#icon-${name}`} />
    </svg>
  );
}

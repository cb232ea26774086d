"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { Route } from "next";
import type { ReactElement, ReactNode } from "react";
import { Link } from "@/components/ui/link";

const itemLook =
  "flex min-h-8 w-full cursor-default items-center gap-2 rounded-sm px-2 text-sm outline-none select-none data-highlighted:bg-accent-tint touch:min-h-11";

type MenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
  defaultOpen?: boolean;
};

export function Menu({ trigger, children, align = "end", defaultOpen }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className="min-w-48 rounded-lg bg-panel p-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = { icon?: ReactNode; children: ReactNode; tone?: "bad" };

type ActionProps = ItemProps & {
  onSelect: () => void;
  /** Why it cannot be done now. The item stays, can be reached, and says it. */
  reason?: string | null;
};

export function MenuItem({ icon, tone, children, onSelect, reason }: ActionProps) {
  if (reason) {
    return (
      <Base.Item
        aria-disabled
        closeOnClick={false}
        className={`${itemLook} grid max-w-72 gap-0! py-1 text-muted`}
      >
        <span>{children}</span>
        <span className="text-xs">{reason}</span>
      </Base.Item>
    );
  }
  return (
    <Base.Item onClick={onSelect} className={`${itemLook} ${tone === "bad" ? "text-bad" : ""}`}>
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLink({ icon, children, href }: ItemProps & { href: string }) {
  return (
    <Base.LinkItem closeOnClick render={<Link href={href as Route} />} className={itemLook}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

type RadioProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: { value: Value; label: string }[];
};

export function MenuRadios<Value extends string>({ label, value, onChange, options }: RadioProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-xs text-muted">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={itemLook}>
            <span className="size-4">
              <Base.RadioItemIndicator>
                <Check aria-hidden className="text-accent" />
              </Base.RadioItemIndicator>
            </span>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuCheckbox({
  checked,
  disabled,
  onChange,
  children,
}: {
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className={`${itemLook} data-disabled:text-muted`}
    >
      <span className="size-4">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden className="text-accent" />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

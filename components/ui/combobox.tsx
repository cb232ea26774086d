"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";

import { describedBy, Field, type FieldTexts, fieldId } from "@/components/ui/field";

export type Option = {
  value: string;
  label: string;
  /** What tells it from others: a title, a team, a key. It is searched too. */
  detail?: string;
  /** Why this one cannot be chosen. */
  reason?: string | null;
};

type Shared = FieldTexts & {
  name: string;
  id?: string;
  options: Option[];
  placeholder?: string;
  /** What to read when nothing fits what was typed. */
  emptyText?: string;
};

type OneProps = Shared & { value: string | null; onChange: (value: string | null) => void };
type SeveralProps = Shared & { value: string[]; onChange: (values: string[]) => void };

const groupLook =
  "flex w-full items-center rounded-md border border-edge bg-panel transition-colors hover:border-muted has-aria-invalid:border-bad focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent";
const inputLook =
  "h-[calc(var(--spacing-control)-2px)] min-w-24 flex-1 bg-transparent px-2.5 text-sm outline-none";
const iconButtonLook =
  "flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-ink touch:size-11";

/** Searching and choosing one: the owner, a policy, a system. */
export function Combobox({ value, onChange, ...shared }: OneProps) {
  const { id, texts } = fieldOf(shared);
  const options = useSameObjects(shared.options);
  const chosen = useMemo(() => (value === null ? null : optionOf(options, value)), [options, value]);
  return (
    <Field id={id} {...texts}>
      <Base.Root
        items={options}
        name={shared.name}
        value={chosen}
        onValueChange={(option, details) => keptOnEscape(details) || onChange(option?.value ?? null)}
        {...behaviour}
      >
        <Base.InputGroup className={groupLook}>
          <Base.Input placeholder={shared.placeholder} className={inputLook} {...inputProps(id, texts)} />
          <Base.Clear aria-label={`Clear ${shared.label}`} className={iconButtonLook}>
            <X aria-hidden />
          </Base.Clear>
          <OpenButton label={shared.label} />
        </Base.InputGroup>
        <Choices emptyText={shared.emptyText} />
      </Base.Root>
    </Field>
  );
}

/** Searching and choosing several: policies broken, systems in scope. */
export function MultiCombobox({ value, onChange, ...shared }: SeveralProps) {
  const { id, texts } = fieldOf(shared);
  const options = useSameObjects(shared.options);
  return (
    <Field id={id} {...texts}>
      <Base.Root
        multiple
        items={options}
        name={shared.name}
        value={value.map((one) => optionOf(options, one))}
        onValueChange={(picked, details) =>
          keptOnEscape(details) || onChange(picked.map((option) => option.value))
        }
        {...behaviour}
      >
        <Base.InputGroup className={groupLook}>
          <Base.Chips className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-0.5 pl-1">
            <Base.Value>
              {(chosen: Option[]) => (
                <>
                  {chosen.map((option) => (
                    <Chip key={option.value} option={option} />
                  ))}
                  <Base.Input
                    placeholder={chosen.length ? undefined : shared.placeholder}
                    className={`${inputLook} h-[calc(var(--spacing-control)-6px)]! min-w-16! px-1.5!`}
                    {...inputProps(id, texts)}
                  />
                </>
              )}
            </Base.Value>
          </Base.Chips>
          <OpenButton label={shared.label} />
        </Base.InputGroup>
        <Choices emptyText={shared.emptyText} />
      </Base.Root>
    </Field>
  );
}

const behaviour = {
  autoHighlight: true,
  itemToStringLabel: (option: Option) => option.label,
  itemToStringValue: (option: Option) => option.value,
  isItemEqualToValue: (one: Option, other: Option) => one.value === other.value,
  filter: fits,
};

// Base UI takes equal options in new objects for news, and then throws away what is being typed. Forms make them anew
// with each answer of the live panel.
function useSameObjects(options: Option[]): Option[] {
  const written = JSON.stringify(options);
  return useMemo(() => JSON.parse(written), [written]);
}

// Esc closes one layer. Base UI also lets it empty the field, which would throw away what was chosen.
function keptOnEscape(details: { reason: string; cancel: () => void }): boolean {
  if (details.reason !== "escape-key") return false;
  details.cancel();
  return true;
}

function fits(option: Option, typed: string): boolean {
  const text = `${option.label} ${option.detail ?? ""}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function fieldOf({ name, id = fieldId(name), label, hint, error, optional, hideLabel }: Shared) {
  return { id, texts: { label, hint, error, optional, hideLabel } };
}

function inputProps(id: string, texts: FieldTexts) {
  return {
    id,
    // While the list is open Base UI hides the rest of the page from screen readers, the label with it.
    "aria-label": texts.label,
    "aria-invalid": texts.error ? true : undefined,
    "aria-describedby": describedBy(id, texts),
  };
}

// A value that the list does not hold (somebody who left) is still shown, never silently dropped.
function optionOf(options: Option[], value: string): Option {
  return options.find((option) => option.value === value) ?? { value, label: value };
}

function Chip({ option }: { option: Option }) {
  return (
    <Base.Chip className="flex min-h-6 items-center rounded-sm bg-sunken pl-2 text-sm data-highlighted:bg-accent-tint">
      {option.label}
      <Base.ChipRemove aria-label={`Remove ${option.label}`} className={`${iconButtonLook} touch:h-9!`}>
        <X aria-hidden className="size-3.5!" />
      </Base.ChipRemove>
    </Base.Chip>
  );
}

function OpenButton({ label }: { label: string }) {
  return (
    <Base.Trigger aria-label={`Show the choices for ${label}`} className={`${iconButtonLook} mr-1`}>
      <ChevronDown aria-hidden />
    </Base.Trigger>
  );
}

function Choices({ emptyText = "Nothing fits. Try another word." }: { emptyText?: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup className="w-(--anchor-width) min-w-64 overflow-hidden rounded-lg bg-panel shadow-float">
          <Base.Empty className="px-3 py-2.5 text-sm text-muted empty:hidden">{emptyText}</Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] scroll-py-1 overflow-y-auto p-1 outline-none data-empty:p-0">
            {(option: Option) => (
              <Base.Item
                key={option.value}
                value={option}
                disabled={Boolean(option.reason)}
                className="grid min-h-8 cursor-default grid-cols-[1rem_1fr] items-center gap-x-2 rounded-sm px-2 py-1 text-sm data-disabled:text-muted data-highlighted:bg-accent-tint touch:min-h-11"
              >
                <Base.ItemIndicator className="text-accent">
                  <Check aria-hidden />
                </Base.ItemIndicator>
                <span className="col-start-2">
                  {option.label}
                  {option.detail && <span className="text-muted"> · {option.detail}</span>}
                </span>
                {option.reason && <span className="col-start-2 text-xs">{option.reason}</span>}
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

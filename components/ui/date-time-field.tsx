import type { ComponentProps } from "react";
import { TextField } from "@/components/ui/text-field";

type Props = Omit<ComponentProps<typeof TextField>, "type"> & {
  /** The organisation's zone, in which the typed time is read. */
  zone: string;
};

/** A wall-clock time in the organisation's zone, as "2026-12-02T17:00". `fromLocalInput` in lib/dates makes it an instant. */
export function DateTimeField({ zone, hint, ...rest }: Props) {
  return (
    <TextField
      {...rest}
      type="datetime-local"
      hint={
        <>
          {hint} {`${zone.replaceAll("_", " ")} time.`}
        </>
      }
    />
  );
}

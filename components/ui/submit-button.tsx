"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";

import { Button } from "@/components/ui/button";

/** The button of a plain `<form action>`: it says "Recording…" until the server has answered. */
export function SubmitButton(props: Omit<ComponentProps<typeof Button>, "type" | "busy" | "icon">) {
  const { pending } = useFormStatus();
  return <Button kind="filled" {...props} type="submit" busy={pending} />;
}

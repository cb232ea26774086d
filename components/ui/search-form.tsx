import NextForm from "next/form";
import type { ComponentProps } from "react";

/** A form whose words go into the address. Like Link, it does not fetch ahead where they lead. */
export function SearchForm(props: ComponentProps<typeof NextForm>) {
  return <NextForm prefetch={false} {...props} />;
}

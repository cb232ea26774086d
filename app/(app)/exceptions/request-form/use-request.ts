"use client";

import { useFormContext } from "react-hook-form";

import { flatErrors, type RequestValues } from "./request-values";

/** The request being typed, for the parts of its form; `errors` by the name of the field, e.g. "places.0.systemId". */
export function useRequest() {
  const form = useFormContext<RequestValues>();
  return { ...form, errors: flatErrors(form.formState.errors) };
}

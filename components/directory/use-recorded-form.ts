"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { type DefaultValues, type FieldValues, type Path, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";

import { answerOf } from "@/components/answer-of";
import type { Outcome } from "@/lib/refusal";

export type FormOptions<Values extends FieldValues, Result extends object> = {
  /** The schema that the action parses with, too. */
  schema: z.ZodType;
  values: Values;
  send: (sent: unknown) => Promise<Outcome<Result>>;
  /** Where to go, or what to close, once it is on record. */
  afterwards: (result: Result) => void;
};

/** A form that checks with the schema of its action, and shows what the server refuses at the field it belongs to. */
export function useRecordedForm<Values extends FieldValues, Result extends object>({
  schema,
  values,
  send,
  afterwards,
}: FormOptions<Values, Result>) {
  const form = useForm<Values, unknown, unknown>({
    // What was typed is sent, and the action parses it: a schema need not take what it gives.
    resolver: zodResolver(schema as never, undefined, { raw: true }) as unknown as Resolver<
      Values,
      unknown,
      unknown
    >,
    defaultValues: values as DefaultValues<Values>,
    // The summary takes the focus, not the first field.
    shouldFocusError: false,
  });
  const [attempt, setAttempt] = useState(0);
  const [isDone, setDone] = useState(false);
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(
    async (sent) => {
      const outcome = await answerOf(send(sent));
      setAttempt((count) => count + 1);
      if (outcome.ok) {
        setDone(true);
        return afterwards(outcome);
      }
      if (!outcome.fields) return form.setError("root", { message: outcome.message });
      for (const [field, message] of Object.entries(outcome.fields)) {
        form.setError(field as Path<Values>, { message });
      }
    },
    () => setAttempt((count) => count + 1),
  );

  return {
    form,
    submit,
    // Stays until the next page is there: nothing is recorded twice by a second press.
    isBusy: isSubmitting || isDone,
    errorOf: (field: Path<Values>) => errors[field]?.message as string | undefined,
    summary: { attempt, message: errors.root?.message, errors: sentences(errors) },
  };
}

function sentences(errors: FieldValues): Record<string, string | undefined> {
  const fields = Object.entries(errors).filter(([field]) => field !== "root");
  return Object.fromEntries(fields.map(([field, error]) => [field, error?.message ?? error?.root?.message]));
}

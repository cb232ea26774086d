"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Combobox, type Option } from "@/components/ui/combobox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { formatLength } from "@/lib/dates";
import { newPolicySchema, policyEditSchema } from "@/lib/policies/schemas";
import { domainNames, optionsOf } from "@/lib/words";
import type { Domain } from "@/prisma/generated/enums";

import { addNewPolicy, savePolicy } from "./actions";

type Words = {
  title: string;
  statement: string;
  domain: Domain | "";
  controlOwnerId: string | null;
  longestSeconds: number | null;
  recheckSeconds: number | null;
};
type Values = Words & { key?: string; policyId?: string };

type Props = {
  /** Without one, the form adds a policy. */
  policy?: Words & { id: string; key: string };
  groups: Option[];
  /** Why domain and control owner stay as they are. */
  fixed?: string;
};

const empty: Words = {
  title: "",
  statement: "",
  domain: "",
  controlOwnerId: null,
  longestSeconds: null,
  recheckSeconds: null,
};

export function PolicyForm({ policy, groups, fixed }: Props) {
  const router = useRouter();
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, { key: string }>({
    schema: policy ? policyEditSchema : newPolicySchema,
    values: policy ? { policyId: policy.id, ...wordsOf(policy) } : { key: "", ...empty },
    send: policy ? savePolicy : addNewPolicy,
    afterwards: ({ key }) => router.push(`/policies/${key}` as Route),
  });
  const { register, control } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      {!policy && (
        <TextField
          label="Key"
          hint="Short and lasting, such as SEC-014. It never changes and is never used twice."
          autoCapitalize="characters"
          autoComplete="off"
          error={errorOf("key")}
          {...register("key")}
        />
      )}
      <TextField
        label="Title"
        hint="The rule in a few words."
        error={errorOf("title")}
        {...register("title")}
      />
      <TextArea
        label="Statement"
        hint="The rule itself, as whoever must keep it reads it."
        rows={3}
        error={errorOf("statement")}
        {...register("statement")}
      />
      {fixed ? (
        <p className="text-sm text-muted">{fixed}</p>
      ) : (
        <>
          <Select
            label="Domain"
            placeholder="Choose"
            options={optionsOf(domainNames)}
            error={errorOf("domain")}
            {...register("domain")}
          />
          <Controller
            control={control}
            name="controlOwnerId"
            render={({ field }) => (
              <Combobox
                name="controlOwnerId"
                label="Control owner"
                hint="The group that answers for the rule. It is the first to decide on its exceptions."
                options={groups}
                value={field.value}
                onChange={field.onChange}
                error={errorOf("controlOwnerId")}
              />
            )}
          />
        </>
      )}
      <Controller
        control={control}
        name="longestSeconds"
        render={({ field }) => (
          <Select
            name="longestSeconds"
            label="Longest window"
            hint="Shorter than what the risk allows, never longer. It holds for new requests at once."
            placeholder="As long as the risk allows"
            options={lengthsWith(policy?.longestSeconds ?? null)}
            value={field.value === null ? "" : String(field.value)}
            onChange={(event) =>
              field.onChange(event.target.value === "" ? null : Number(event.target.value))
            }
            error={errorOf("longestSeconds")}
          />
        )}
      />
      <Controller
        control={control}
        name="recheckSeconds"
        render={({ field }) => (
          <Select
            name="recheckSeconds"
            label="Re-check answered within"
            hint="When an exception ends, the rule is checked again without it. Silence is enforced like a violation."
            placeholder="24 hours"
            options={[1, 2, 4, 8, 12].map((hours) => ({
              value: String(hours * hour),
              label: formatLength(hours * hour),
            }))}
            value={field.value === null ? "" : String(field.value)}
            onChange={(event) =>
              field.onChange(event.target.value === "" ? null : Number(event.target.value))
            }
            error={errorOf("recheckSeconds")}
          />
        )}
      />
      <ActionBar>
        <LinkButton href={policy ? `/policies/${policy.key}` : "/policies"}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          {policy ? "Save changes" : "Add policy"}
        </Button>
      </ActionBar>
    </form>
  );
}

const hour = 3600;
const day = 24 * hour;
const lengths = [4 * hour, 8 * hour, day, 2 * day, 3 * day, 5 * day, 7 * day, 10 * day, 14 * day, 21 * day];

function lengthsWith(current: number | null) {
  const all =
    current === null || lengths.includes(current) ? lengths : [...lengths, current].sort((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), label: formatLength(seconds) }));
}

function wordsOf({ title, statement, domain, controlOwnerId, longestSeconds, recheckSeconds }: Words): Words {
  return { title, statement, domain, controlOwnerId, longestSeconds, recheckSeconds };
}

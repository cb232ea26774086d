"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox, type Option } from "@/components/ui/combobox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { groupEditSchema, newGroupSchema } from "@/lib/people/schemas";

import { addNewGroup, saveGroup } from "./actions";

type Facts = {
  name: string;
  purpose: string;
  aboveId: string | null;
  leadId: string | null;
  isForum: boolean;
};
type Values = Facts & { key?: string; groupId?: string };

type Props = {
  /** Without one, the form adds a group. */
  group?: Facts & { id: string; key: string };
  groups: Option[];
  people: Option[];
};

const empty: Facts = { name: "", purpose: "", aboveId: null, leadId: null, isForum: false };

export function GroupForm({ group, groups, people }: Props) {
  const router = useRouter();
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, { id: string; key?: string }>({
    schema: group ? groupEditSchema : newGroupSchema,
    values: group ? { groupId: group.id, ...factsOf(group) } : { key: "", ...empty },
    send: group ? saveGroup : addNewGroup,
    afterwards: ({ key = group?.key }) => router.push(`/groups/${key}` as Route),
  });
  const { register, control } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <TextField label="Name" error={errorOf("name")} {...register("name")} />
      {!group && (
        <TextField
          label="Key"
          hint="Short and lasting, such as data-protection. It never changes."
          autoCapitalize="none"
          autoComplete="off"
          error={errorOf("key")}
          {...register("key")}
        />
      )}
      <TextArea
        label="Purpose"
        hint="What it answers for, in a sentence."
        optional
        error={errorOf("purpose")}
        {...register("purpose")}
      />
      <Controller
        control={control}
        name="aboveId"
        render={({ field }) => (
          <Combobox
            name="aboveId"
            label="Group above"
            hint="It is told when a decision is late, and decides too when the risk is high."
            optional
            options={groups}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("aboveId")}
          />
        )}
      />
      <Controller
        control={control}
        name="leadId"
        render={({ field }) => (
          <Combobox
            name="leadId"
            label="Lead"
            hint="Gives and ends its seats, except their own."
            optional
            options={people}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("leadId")}
          />
        )}
      />
      <Checkbox
        label="This is a forum"
        hint="It decides on critical risk, and on whatever is renewed for the third time."
        error={errorOf("isForum")}
        {...register("isForum")}
      />
      <ActionBar>
        <LinkButton href={group ? `/groups/${group.key}` : "/groups"}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          {group ? "Save changes" : "Add group"}
        </Button>
      </ActionBar>
    </form>
  );
}

function factsOf({ name, purpose, aboveId, leadId, isForum }: Facts): Facts {
  return { name, purpose, aboveId, leadId, isForum };
}

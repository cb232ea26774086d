"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Controller } from "react-hook-form";

import { answerOf } from "@/components/answer-of";
import { FormDialog } from "@/components/directory/form-dialog";
import { Button } from "@/components/ui/button";
import { Combobox, type Option } from "@/components/ui/combobox";
import { announce } from "@/components/ui/live-region";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { ToolRule } from "@/lib/gate/report";
import { kindNames, severityNames } from "@/lib/gate/rule-words";
import { newRuleFormSchema } from "@/lib/gate/schemas";
import { optionsOf } from "@/lib/words";

import { mapThisRule } from "./actions";

const anyFinding = { kind: "", severityFrom: "", severityTo: "" };
const nameOf = ({ tool, id }: ToolRule) => `${tool}:${id}`;

/** One click: this rule checks this policy. It can be ended again. */
export function BelongsHere({
  rule,
  policy,
  reason,
}: {
  rule: ToolRule;
  policy: { id: string; key: string };
  reason?: string;
}) {
  const [busy, setBusy] = useState(false);

  async function map() {
    setBusy(true);
    const outcome = await answerOf(
      mapThisRule({
        tool: rule.tool,
        pattern: rule.id,
        kind: null,
        severityFrom: null,
        severityTo: null,
        policyId: policy.id,
        reason: "",
      }),
    );
    setBusy(false);
    announce(outcome.ok ? `${nameOf(rule)} checks ${policy.key} now.` : outcome.message);
  }

  return (
    <Button reason={reason} busy={busy} onClick={map}>
      {`Map to ${policy.key}`}
    </Button>
  );
}

/** For a rule that pipelines have reported: which policy it checks. */
export function NamePolicy({ rule, policies }: { rule: ToolRule; policies: Option[] }) {
  const mine = policies.filter(({ reason }) => !reason);
  return (
    <FormDialog
      label="Name its policy"
      reason={mine.length === 0 ? "Administrators and the control owners of policies name them." : undefined}
      title={`Which policy does ${nameOf(rule)} check?`}
      description="From now on its findings count against that policy, and an exception from that policy covers them."
      schema={newRuleFormSchema}
      values={{ tool: rule.tool, pattern: rule.id, ...anyFinding, policyId: "", reason: "" }}
      send={mapThisRule}
      confirm="Name it"
      done={() => `${nameOf(rule)} is mapped.`}
    >
      {({ form, errorOf }) => (
        <>
          <Controller
            control={form.control}
            name="policyId"
            render={({ field }) => (
              <Combobox
                name="policyId"
                label="Policy"
                placeholder="Search policies"
                options={policies}
                value={field.value || null}
                onChange={(value) => field.onChange(value ?? "")}
                error={errorOf("policyId")}
              />
            )}
          />
          <PatternField {...{ form, errorOf }} />
        </>
      )}
    </FormDialog>
  );
}

/** For a rule that checks no policy: its findings count no more, so the reason stays on record. */
export function NoPolicy({ rule, reason }: { rule: ToolRule; reason?: string }) {
  return (
    <FormDialog
      label="No policy"
      reason={reason}
      title={`Does ${nameOf(rule)} check no policy?`}
      description="Its findings are then shown and count against nothing: a pipeline goes on with them."
      schema={newRuleFormSchema}
      values={{ tool: rule.tool, pattern: rule.id, ...anyFinding, policyId: "none", reason: "" }}
      send={mapThisRule}
      confirm="It is no policy"
      kind="outlined"
      done={() => `${nameOf(rule)} is no policy.`}
    >
      {({ form, errorOf }) => <TextArea label="Why" error={errorOf("reason")} {...form.register("reason")} />}
    </FormDialog>
  );
}

/** On a policy's page: a rule that checks it, whether or not a pipeline has reported it yet. */
export function AddRule({ policy, reason }: { policy: { id: string; key: string }; reason?: string }) {
  return (
    <FormDialog
      label="Add a rule"
      icon={Plus}
      reason={reason}
      title={`Which rule checks ${policy.key}?`}
      description="The narrowest row decides: a whole name before a pattern, a longer pattern before a shorter."
      schema={newRuleFormSchema}
      values={{ tool: "", pattern: "", ...anyFinding, policyId: policy.id, reason: "" }}
      send={mapThisRule}
      confirm="Add it"
      done={() => `The rule checks ${policy.key} now.`}
    >
      {({ form, errorOf }) => (
        <>
          <TextField
            label="Scanner"
            hint="As its reports name it, such as trivy; * for every scanner."
            autoCapitalize="none"
            autoComplete="off"
            error={errorOf("tool")}
            {...form.register("tool")}
          />
          <PatternField {...{ form, errorOf }} />
          <div className="grid gap-4 sm:grid-cols-3">
            <Select
              label="Kind"
              placeholder="Any"
              options={optionsOf(kindNames)}
              error={errorOf("kind")}
              {...form.register("kind")}
            />
            <Select
              label="From severity"
              placeholder="Any"
              options={optionsOf(severityNames)}
              error={errorOf("severityFrom")}
              {...form.register("severityFrom")}
            />
            <Select
              label="Up to severity"
              placeholder="Any"
              options={optionsOf(severityNames)}
              error={errorOf("severityTo")}
              {...form.register("severityTo")}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

type Fields = Parameters<React.ComponentProps<typeof FormDialog<Row, { id: string }>>["children"]>[0];
type Row = {
  tool: string;
  pattern: string;
  kind: string;
  severityFrom: string;
  severityTo: string;
  policyId: string;
  reason: string;
};

function PatternField({ form, errorOf }: Fields) {
  return (
    <TextField
      label="Rule"
      hint="Its name, or a pattern in which * stands for anything, such as AWS-01*."
      autoCapitalize="none"
      autoComplete="off"
      error={errorOf("pattern")}
      {...form.register("pattern")}
    />
  );
}

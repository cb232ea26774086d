"use client";

import { Plus } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import type { MitigationKey } from "@/lib/exceptions/mitigations";

import { ConditionFields } from "../exceptions/conditions/condition-fields";
import type { ConditionValue } from "../exceptions/conditions/condition-values";

export type DemandsProps = {
  values: ConditionValue[];
  onChange: (values: ConditionValue[]) => void;
  from: {
    offered: MitigationKey[];
    people: { id: string; name: string; team: string }[];
    ownerWords: string;
    longest: number;
  };
  zone: string;
  errors: Record<string, string | undefined>;
};

/** What an approver demands on top of what was asked (R8): one line until it is wanted. */
export function Demands({ values, onChange, from, zone, errors }: DemandsProps) {
  const [open, setOpen] = useState(false);
  if (!open && values.length === 0) {
    return (
      <div>
        <Button icon={Plus} onClick={() => setOpen(true)}>
          Add conditions
        </Button>
      </div>
    );
  }
  return (
    <section aria-label="Conditions that you add" className="grid gap-2">
      <p className="text-sm text-muted">
        They come with your approval, on top of what was asked for. What was asked for stays.
      </p>
      <ConditionFields
        values={values}
        onChange={onChange}
        {...from}
        zone={zone}
        errors={errors}
        addWords="Another condition"
      />
    </section>
  );
}

"use client";

import { Paperclip } from "lucide-react";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useId, useRef, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { describedBy, Field, fieldId } from "@/components/ui/field";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { useWhenAsked } from "@/components/use-when-asked";
import { acceptedFiles, largestFile } from "@/lib/evidence/accepted-files";
import type { Outcome, Refusal } from "@/lib/refusal";

type Props = {
  number: number;
  /** The condition that it proves; none: it stands for itself. */
  condition?: { id: string; words: string; holds: boolean };
  reason?: string;
  opened: boolean;
};

/** One file or link. A refusal keeps all that was chosen and typed. */
export function AddEvidence({ number, condition, reason, opened }: Props) {
  const router = useRouter();
  const path = usePathname();
  const [open, setOpen] = useState(opened && !reason);
  useWhenAsked(opened, (asked) => asked && !reason && setOpen(true));
  const [kind, setKind] = useState<"file" | "link">("file");
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [busy, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  function turn(on: boolean) {
    setOpen(on);
    if (on) return;
    setRefusal(null);
    // The address no longer asks for it, so that Back does not bring it up again.
    if (opened)
      router.replace(`${path}?tab=${condition ? "conditions" : "evidence"}` as Route, { scroll: false });
  }

  function refuse(found: Refusal) {
    setRefusal((last) => ({ ...found, attempt: (last?.attempt ?? 0) + 1 }));
  }

  function record() {
    if (busy || !form.current) return;
    const body = new FormData(form.current);
    const file = body.get("file");
    if (kind === "file" && (!(file instanceof File) || file.name === ""))
      return refuse(missing("file", "Choose a file."));
    if (file instanceof File && file.size > largestFile)
      return refuse(missing("file", "A file has at most 10 MB."));
    if (condition) body.set("conditionId", condition.id);
    start(async () => {
      const outcome = await answerOf(sent(number, body));
      if (!outcome.ok) return refuse(outcome);
      announce(
        condition && !condition.holds ? "Evidence recorded. The condition holds." : "Evidence recorded.",
      );
      turn(false);
      router.refresh();
    });
  }

  const errors = refusal?.fields ?? {};
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      trigger={
        <Button icon={Paperclip} reason={reason}>
          Add evidence
        </Button>
      }
      title={condition ? "Prove that it holds" : "Add evidence"}
      description={
        condition
          ? condition.words
          : "Proof of removal, for instance. It stays on the record and changes nothing else."
      }
      footer={
        <>
          <DialogClose>Keep as it is</DialogClose>
          <Button kind="filled" busy={busy} onClick={record}>
            Record
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          record();
        }}
      >
        {refusal && (
          <ErrorSummary message={refusal.message} errors={refusal.fields} attempt={refusal.attempt} />
        )}
        <Segmented
          legend="What it is"
          hideLegend
          name="kind"
          options={[
            { value: "file", label: "File" },
            { value: "link", label: "Link" },
          ]}
          value={kind}
          onChange={(event) => setKind(event.target.value as "file" | "link")}
        />
        {kind === "file" ? (
          <FileField error={errors.file} />
        ) : (
          <>
            <TextField
              name="link"
              label="Link"
              type="url"
              inputMode="url"
              placeholder="https://"
              error={errors.link ?? errors.file}
            />
            <TextField name="title" label="What it shows" optional maxLength={160} error={errors.title} />
          </>
        )}
        <TextArea name="note" label="Note" optional error={errors.note} />
        {condition && !condition.holds && (
          <p className="text-sm text-muted">
            The condition holds from then on. An approver can declare it broken.
          </p>
        )}
      </form>
    </Dialog>
  );
}

function FileField({ error }: { error?: string }) {
  const unique = useId();
  const id = fieldId("file");
  const [name, setName] = useState("");
  return (
    <Field id={id} label="File" hint="A picture, a PDF or text, 10 MB at most." error={error}>
      <input
        id={id}
        name="file"
        type="file"
        accept={acceptedFiles}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint: true, error })}
        onChange={(event) => setName(event.target.files?.[0]?.name ?? "")}
        className="w-full min-w-0 rounded-md border border-edge bg-panel text-sm text-muted transition-colors file:mr-3 file:h-control file:cursor-pointer file:border-0 file:border-r file:border-line file:bg-sunken file:px-3 file:font-medium file:text-ink hover:border-muted aria-invalid:border-bad touch:file:h-11"
      />
      <span id={unique} role="status" className="sr-only">
        {name && `${name} chosen.`}
      </span>
    </Field>
  );
}

function missing(field: string, message: string): Refusal {
  return { ok: false, code: "invalid-input", message, fields: { [field]: message } };
}

/** Throws what answerOf turns into a sentence: no network, or an answer that is none of ours. */
async function sent(number: number, body: FormData): Promise<Outcome> {
  const response = await fetch(`/exceptions/EX-${number}/evidence`, { method: "POST", body });
  return (await response.json()) as Outcome;
}

"use client";

import { Plus, X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useFieldArray, useForm, useWatch } from "react-hook-form";

import { useKeyAction } from "@/components/keys/provider";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/choice";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { DateTimeField } from "@/components/ui/date-time-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { formatLength } from "@/lib/dates";
import type { Preview } from "@/lib/exceptions/preview";
import { type Fact, factQuestions } from "@/lib/exceptions/schemas";
import type { ChoosablePerson } from "@/lib/people/choosable-people";
import type { ChoosablePolicy } from "@/lib/policies/choosable-policies";
import type { Refusal } from "@/lib/refusal";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";
import { domainNames, environmentNames, exposureWords, impactWords, sensitivityWords } from "@/lib/words";
import type { Environment } from "@/prisma/generated/enums";

import { fileNewRequest, saveEdit } from "./actions";
import { PlanPanel } from "./plan-panel";
import {
  emptyValues,
  fieldOf,
  flatErrors,
  lengthChoices,
  type RequestValues,
  requestResolver,
  toRequest,
} from "./request-values";
import { useDraft } from "./use-draft";
import { usePreview } from "./use-preview";

export type Directory = {
  people: ChoosablePerson[];
  policies: ChoosablePolicy[];
  systems: ChoosableSystem[];
};

type Props = {
  me: { id: string };
  /** Made on the server with the page, so that sending the form twice files it once. */
  id: string;
  zone: string;
  directory: Directory;
  initial: RequestValues;
  /** Where the draft is kept in this browser; undefined: nothing is kept. */
  draftKey?: string;
  extending?: { id: string; number: number };
  editing?: { exceptionId: string; number: number; seenRevision: number; sentBack: boolean };
};

export function RequestForm({ me, id, zone, directory, initial, draftKey, extending, editing }: Props) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);

  const known = { id, zone, continuesId: extending?.id };
  const form = useForm<RequestValues>({
    resolver: requestResolver(known),
    defaultValues: initial,
    shouldFocusError: false,
  });
  const { control, register, handleSubmit, setValue, getValues, formState } = form;
  const values = useWatch({ control }) as RequestValues;
  const places = useFieldArray({ control, name: "places" });
  const draft = useDraft(draftKey, form, values);
  const { preview, problem, busy } = usePreview(values, known);

  const errors = flatErrors(formState.errors);
  const limit = preview?.limitSeconds;

  const submit = handleSubmit(
    async (typed) => {
      setAttempt((count) => count + 1);
      const request = toRequest(typed, known);
      const { id: _id, requesterId: _requesterId, continuesId: _continuesId, ...edit } = request;
      const outcome = editing
        ? await saveEdit({ ...edit, exceptionId: editing.exceptionId, seenRevision: editing.seenRevision })
        : await fileNewRequest(request);
      if (!outcome.ok) {
        setRefusal(outcome);
        for (const [path, message] of Object.entries(outcome.fields ?? {})) {
          form.setError(fieldOf(path, typed) as "title", { message });
        }
        return;
      }
      draft.forget();
      router.push(`/exceptions/EX-${outcome.number}` as Route);
    },
    () => {
      setRefusal(null);
      setAttempt((count) => count + 1);
    },
  );
  useKeyAction("inbox.record", () => void submit());

  function systemChosen(index: number, systemId: string | null) {
    const system = directory.systems.find((one) => one.id === systemId);
    setValue(`places.${index}.systemId`, systemId, { shouldValidate: formState.isSubmitted });
    const [onlyOne] = system?.environments ?? [];
    const environment = getValues(`places.${index}.environment`);
    if (system && !system.environments.includes(environment as Environment)) {
      setValue(`places.${index}.environment`, system.environments.length === 1 && onlyOne ? onlyOne : "");
    }
    // Known from the directory, so nobody is asked twice; both stay open to change.
    if (system && !formState.dirtyFields.dataSensitivity) setValue("dataSensitivity", system.sensitivity);
    if (system && !formState.dirtyFields.exposure) setValue("exposure", system.exposure);
    if (system?.dataHeld && getValues("dataAffected") === "") setValue("dataAffected", system.dataHeld);
  }

  const owner = directory.people.find((person) => person.id === values.ownerId);
  const requester = directory.people.find((person) => person.id === (values.requesterId ?? me.id));

  return (
    <form onSubmit={submit} noValidate className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid content-start gap-8">
        <ErrorSummary message={refusal?.message} errors={errors} attempt={attempt} />
        {draft.restored && (
          <Callout
            tone="neutral"
            title="Your draft is back."
            action={
              <Button kind="ghost" onClick={() => draft.startAfresh(emptyValues)}>
                Start afresh
              </Button>
            }
          >
            It was kept in this browser.
          </Callout>
        )}

        <Part number={1} title="Which rule">
          <Controller
            control={control}
            name="policies"
            render={({ field }) => (
              <MultiCombobox
                label="Rules that have to be broken"
                name="policies"
                options={directory.policies.map((policy) => ({
                  value: policy.id,
                  label: `${policy.key} ${policy.title}`,
                  detail: domainNames[policy.domain],
                }))}
                placeholder="Search by key or words, e.g. TLS"
                value={field.value}
                onChange={field.onChange}
                error={errors.policies}
              />
            )}
          />
          {values.policies.map((policyId) => {
            const policy = directory.policies.find((one) => one.id === policyId);
            return (
              policy && (
                <p key={policyId} className="text-sm text-muted">
                  <span className="font-mono text-ink">{policy.key}</span> {policy.statement}{" "}
                  <span className="whitespace-nowrap">Owner: {policy.controlOwnerName}.</span>
                </p>
              )
            );
          })}
          <TextField
            label="Title"
            placeholder="What, where: TLS 1.1 on the payroll feed"
            error={errors.title}
            {...register("title")}
          />
        </Part>

        <Part number={2} title="Where">
          {places.fields.map((field, index) => (
            <PlaceFields
              key={field.id}
              index={index}
              systems={directory.systems}
              place={values.places?.[index] ?? field}
              errors={errors}
              control={control}
              onSystem={(systemId) => systemChosen(index, systemId)}
              onRemove={places.fields.length > 1 ? () => places.remove(index) : undefined}
              resource={register(`places.${index}.resource`)}
            />
          ))}
          <div>
            <Button
              kind="ghost"
              icon={Plus}
              onClick={() => places.append({ systemId: null, environment: "", resource: "" })}
            >
              Another place
            </Button>
          </div>
        </Part>

        <Part number={3} title="Why">
          <TextArea
            label="Reason"
            hint="In plain words: what happens, when, and who is waiting for it."
            error={errors.reason}
            {...register("reason")}
          />
          {extending && (
            <TextArea
              label={`What changed since EX-${extending.number}`}
              error={errors.whatChanged}
              {...register("whatChanged")}
            />
          )}
          <TextArea
            label="What breaks if the answer is no"
            error={errors.breaksIfNo}
            {...register("breaksIfNo")}
          />
        </Part>

        <Part number={4} title="Risk and data">
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              label="How sensitive is the data"
              options={sensitivityWords}
              placeholder="Choose"
              error={errors.dataSensitivity}
              {...register("dataSensitivity")}
            />
            <Select
              label="Who could be affected"
              options={exposureWords}
              placeholder="Choose"
              error={errors.exposure}
              {...register("exposure")}
            />
          </div>
          <TextField
            label="Which data"
            placeholder="Names and bank details of staff, or: none"
            error={errors.dataAffected}
            {...register("dataAffected")}
          />
          <Segmented
            legend="If it goes wrong, the damage is"
            options={impactWords}
            value={values.impact}
            error={errors.impact}
            {...register("impact")}
          />
          <fieldset className="grid gap-1">
            <legend className="mb-1 text-sm font-medium">While the rule is broken, it</legend>
            <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
              {(Object.keys(factQuestions) as Fact[]).map((fact) => (
                <Checkbox
                  key={fact}
                  id={`fact-${fact}`}
                  label={factQuestions[fact]}
                  value={fact}
                  {...register("facts")}
                />
              ))}
            </div>
          </fieldset>
          <TextArea
            label="What could go wrong meanwhile"
            error={errors.riskIntroduced}
            {...register("riskIntroduced")}
          />
        </Part>

        <Part number={5} title="Safer ways">
          <TextArea
            label="Safer ways you looked at, and why they will not do"
            error={errors.alternatives}
            {...register("alternatives")}
          />
          <TextArea
            label="What keeps it safe meanwhile"
            placeholder="Allow-list of two addresses, log read daily"
            error={errors.mitigation}
            {...register("mitigation")}
          />
        </Part>

        <Part number={6} title="How long, and who closes it">
          <Segmented
            legend="How long"
            hint="The shortest that you can live with. It counts from approval, so waiting never eats it."
            options={[
              ...lengthChoices
                .filter(
                  (seconds) => limit === undefined || seconds <= limit || String(seconds) === values.howLong,
                )
                .map((seconds) => ({ value: String(seconds), label: formatLength(seconds) })),
              { value: "other", label: "Another length" },
              { value: "until", label: "Until…" },
            ]}
            value={values.howLong}
            error={errors.howLong}
            {...register("howLong")}
          />
          {values.howLong === "other" && (
            <div className="grid max-w-sm grid-cols-2 gap-4">
              <TextField
                label="Length"
                inputMode="decimal"
                error={errors.otherAmount}
                {...register("otherAmount")}
              />
              <Select
                label="Unit"
                options={[
                  { value: "hours", label: "hours" },
                  { value: "days", label: "days" },
                ]}
                {...register("otherUnit")}
              />
            </div>
          )}
          {values.howLong === "until" && (
            <div className="max-w-sm">
              <DateTimeField
                label="Until"
                zone={zone}
                hint="A fixed end stands still while you wait."
                error={errors.until}
                {...register("until")}
              />
            </div>
          )}
          {!extending && <Checkbox label="It starts later than at approval" {...register("startsLater")} />}
          {!extending && values.startsLater && (
            <div className="max-w-sm">
              <DateTimeField label="Start" zone={zone} error={errors.start} {...register("start")} />
            </div>
          )}
          {limit !== undefined && <p className="text-xs text-muted">{preview?.limitBecause}</p>}

          <div className="grid gap-4 sm:grid-cols-2">
            <PersonField
              name="ownerId"
              label="Owner"
              hint="The one person who will close it."
              people={directory.people}
              control={control}
              error={errors.ownerId}
            />
            {owner && (owner.managerId === null || values.managerId !== null || errors.managerId) ? (
              <PersonField
                name="managerId"
                label="Manager"
                hint={`Told before it ends. The directory names none for ${owner.name}.`}
                people={directory.people}
                control={control}
                error={errors.managerId}
              />
            ) : (
              <Known
                label="Manager"
                value={
                  directory.people.find(({ id }) => id === owner?.managerId)?.name ?? "from the directory"
                }
              />
            )}
            {!editing && (
              <PersonField
                name="requesterId"
                label="Asked for by"
                hint="Somebody else, if you file it for them."
                people={directory.people}
                control={control}
                error={errors.requesterId}
                placeholder={requester?.name ?? "you"}
              />
            )}
          </div>
        </Part>
      </div>

      <aside aria-label="What follows" className="lg:sticky lg:top-20 lg:self-start">
        <PlanPanel preview={preview as Preview | null} problem={problem} busy={busy} zone={zone} />
      </aside>

      <ActionBar>
        <Button kind="filled" type="submit" busy={formState.isSubmitting}>
          {editing
            ? editing.sentBack
              ? "Submit again"
              : "Save as a new revision"
            : extending
              ? "Ask for the extension"
              : "Submit request"}
        </Button>
        {draftKey && !editing && (
          <p className="text-xs text-muted max-sm:hidden">Kept in this browser as you type.</p>
        )}
      </ActionBar>
    </form>
  );
}

function Part({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <section
      aria-labelledby={`part-${number}`}
      className="grid gap-4 border-t border-line pt-5 first:border-0 first:pt-0"
    >
      <h2 id={`part-${number}`} className="text-lg font-semibold">
        <span aria-hidden className="mr-2 font-normal text-muted tabular-nums">
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Known({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid content-start gap-1 text-sm">
      <span className="font-medium">{label}</span>
      <span className="text-xs text-muted">From the directory.</span>
      <span className="flex h-control items-center">{value}</span>
    </div>
  );
}

type FormControl = ReturnType<typeof useForm<RequestValues>>["control"];

type PersonFieldProps = {
  name: "ownerId" | "managerId" | "requesterId";
  label: string;
  hint: string;
  people: ChoosablePerson[];
  control: FormControl;
  error?: string;
  placeholder?: string;
};

function PersonField({ name, label, hint, people, control, error, placeholder }: PersonFieldProps) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <Combobox
          name={name}
          label={label}
          hint={hint}
          options={people.map((person) => ({
            value: person.id,
            label: person.name,
            detail: person.team || person.title,
          }))}
          placeholder={placeholder ?? "Search by name or team"}
          value={field.value}
          onChange={field.onChange}
          error={error}
        />
      )}
    />
  );
}

type PlaceProps = {
  index: number;
  systems: ChoosableSystem[];
  place: RequestValues["places"][number];
  errors: Record<string, string>;
  control: FormControl;
  onSystem: (systemId: string | null) => void;
  onRemove?: () => void;
  resource: object & { name: string };
};

function PlaceFields({ index, systems, place, errors, control, onSystem, onRemove, resource }: PlaceProps) {
  const system = systems.find(({ id }) => id === place.systemId);
  const environments = system?.environments ?? (Object.keys(environmentNames) as Environment[]);
  return (
    <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1.4fr)_minmax(0,0.8fr)_minmax(0,1fr)_auto]">
      <Combobox
        name={`places.${index}.systemId`}
        label="System"
        options={systems.map((one) => ({ value: one.id, label: one.name, detail: one.key }))}
        placeholder="Search by name"
        value={place.systemId}
        onChange={onSystem}
        error={errors[`places.${index}.systemId`]}
      />
      <Controller
        control={control}
        name={`places.${index}.environment`}
        render={({ field }) => (
          <Select
            label="Environment"
            options={environments.map((environment) => ({
              value: environment,
              label: environmentNames[environment],
            }))}
            placeholder="Choose"
            error={errors[`places.${index}.environment`]}
            {...field}
          />
        )}
      />
      <TextField
        label="Part of it"
        optional
        placeholder="Host, folder, account"
        error={errors[`places.${index}.resource`]}
        {...resource}
      />
      {onRemove && (
        <div className="sm:pt-6">
          <Button kind="ghost" icon={X} iconOnly onClick={onRemove}>{`Remove place ${index + 1}`}</Button>
        </div>
      )}
    </div>
  );
}

"use client";

import { TextArea } from "@/components/ui/text-area";

import { Was } from "./last-time";
import { Part } from "./part";
import { useRequest } from "./use-request";

export function WhyPart({ extendedNumber }: { extendedNumber?: number }) {
  const { register, errors } = useRequest();
  return (
    <Part number={3} title="Why">
      <Was field="reason">
        <TextArea
          label="Reason"
          hint="In plain words: what happens, when, and who is waiting for it."
          error={errors.reason}
          {...register("reason")}
        />
      </Was>
      {extendedNumber && (
        <Was field="whatChanged">
          <TextArea
            label={`What changed since EX-${extendedNumber}`}
            error={errors.whatChanged}
            {...register("whatChanged")}
          />
        </Was>
      )}
      <Was field="breaksIfNo">
        <TextArea
          label="What breaks if the answer is no"
          error={errors.breaksIfNo}
          {...register("breaksIfNo")}
        />
      </Was>
    </Part>
  );
}

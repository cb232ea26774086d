"use client";

import { MessageSquarePlus } from "lucide-react";

import { FormDialog } from "@/components/directory/form-dialog";
import { TextArea } from "@/components/ui/text-area";
import type { ChartKey } from "@/lib/reviews/charts";
import type { Quarter } from "@/lib/reviews/quarter";
import { commentSchema } from "@/lib/reviews/schemas";

import { commentOnChart } from "./actions";

type Props = { quarter: Quarter; chart: ChartKey; question: string; reason?: string };

/** What a reviewer says to one chart. It stands on the print, with their name. */
export function CommentDialog({ quarter, chart, question, reason }: Props) {
  return (
    <FormDialog
      label="Comment"
      look="ghost"
      icon={MessageSquarePlus}
      reason={reason}
      title={question}
      description="Your comment stands below the chart with your name, and is frozen when the quarter is signed."
      confirm="Record comment"
      schema={commentSchema}
      values={{ quarter, chart, body: "" }}
      send={commentOnChart}
      done={() => "Comment recorded."}
    >
      {({ form, errorOf }) => (
        <TextArea
          label="What it means for us"
          rows={4}
          id={`field-comment-${chart}`}
          error={errorOf("body")}
          {...form.register("body")}
        />
      )}
    </FormDialog>
  );
}

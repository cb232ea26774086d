"use client";

import { useCallback, useEffect, useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SkeletonRows } from "@/components/ui/skeleton";
import { offerUndo } from "@/components/undo";
import type { ListedView, ListedViews } from "@/lib/views/listed-views";
import type { ActOnView } from "./act-on-view";
import { readViews } from "./actions";
import { SaveAsView } from "./save-as-view";
import { ViewRow } from "./view-row";

type Props = { query: string; close: () => void };

export default function ViewsPanel({ query, close }: Props) {
  const { listed, failed, again } = useViews();
  const [told, setTold] = useState<{ tone: "neutral" | "bad"; words: string; undo?: () => void } | null>(
    null,
  );

  const act: ActOnView = async (sent, said, undo) => {
    const outcome = await answerOf(sent);
    if (!outcome.ok) {
      setTold({ tone: "bad", words: outcome.message });
      return false;
    }
    const takeBack = undo && (() => void act(undo(), "Undone."));
    setTold({ tone: "neutral", words: said, undo: takeBack });
    offerUndo(takeBack ? { said, undo: takeBack } : null);
    again();
    return true;
  };

  return (
    <div className="grid gap-5">
      <SaveAsView query={query} act={act} />
      {failed && <Callout tone="bad" title={failed} />}
      {told && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <p
            role={told.tone === "bad" ? "alert" : "status"}
            className={told.tone === "bad" ? "text-bad" : ""}
          >
            {told.words}
          </p>
          {told.undo && (
            <Button kind="ghost" onClick={told.undo}>
              Undo
            </Button>
          )}
        </div>
      )}
      {listed ? (
        <Sections listed={listed} act={act} close={close} />
      ) : (
        !failed && <SkeletonRows label="The views are being read." />
      )}
    </div>
  );
}

type SectionsProps = { listed: ListedViews; act: ActOnView; close: () => void };

function Sections({ listed: { views, groups }, act, close }: SectionsProps) {
  const places = [null, ...new Set(views.flatMap(({ group }) => (group ? [group] : [])))];
  return places.map((place) => {
    const here = views.filter(({ group }) => group === place);
    return (
      <section key={place ?? ""} className="grid gap-1">
        <h3 className="text-xs font-medium text-muted">{place ? `Shared by ${place}` : "Mine"}</h3>
        {here.length === 0 ? (
          <p className="text-sm text-muted">
            You keep no view yet. Filter, sort and group the list as you need it every week, and give it a
            name.
          </p>
        ) : (
          <ul>
            {here.map((view: ListedView) => (
              <ViewRow key={view.id} view={view} groups={groups} act={act} close={close} />
            ))}
          </ul>
        )}
      </section>
    );
  });
}

function useViews() {
  const [listed, setListed] = useState<ListedViews | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const again = useCallback(() => {
    readViews().then(
      (outcome) => (outcome.ok ? setListed(outcome) : setFailed(outcome.message)),
      () => setFailed("The views could not be read. Nothing was changed; open this again in a moment."),
    );
  }, []);
  useEffect(again, [again]);

  return { listed, failed, again };
}

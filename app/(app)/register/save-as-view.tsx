"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { ActOnView } from "./act-on-view";
import { changeThisView, saveThisView } from "./actions";

export function SaveAsView({ query, act }: { query: string; act: ActOnView }) {
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const sent = saveThisView({ name, query });
    const undo = async () => {
      const saved = await sent;
      return saved.ok ? changeThisView({ viewId: saved.id, removed: true }) : saved;
    };
    if (await act(sent, `“${name.trim()}” is saved.`, undo)) setName("");
    setBusy(false);
  }

  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField
          label="Save what is on the screen"
          name="view-name"
          placeholder="Name of the view"
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <Button kind="filled" type="submit" busy={isBusy}>
        Save view
      </Button>
    </form>
  );
}

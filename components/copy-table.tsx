"use client";

import { Check, Table2 } from "lucide-react";
import { useState } from "react";

import { asMarkup, asText, rowsOf } from "@/components/copied-table";
import { Button } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";

/** Copies the rows on the screen, so that they can be pasted into a spreadsheet or a mail as a table. */
export function CopyTable() {
  const [copied, setCopied] = useState(false);

  async function copy() {
    const table = document.querySelector<HTMLTableElement>("main table");
    if (!table) return;
    const rows = rowsOf(table);
    const done = await written(asText(rows), asMarkup(rows));
    announce(done ? `${rows.length - 1} rows copied.` : "The browser did not allow copying.");
    setCopied(done);
    if (done) setTimeout(() => setCopied(false), 2000);
  }

  return (
    <Button kind="ghost" icon={copied ? Check : Table2} onClick={() => void copy()}>
      {copied ? "Copied" : "Copy as table"}
    </Button>
  );
}

async function written(text: string, html: string): Promise<boolean> {
  const part = (type: string, content: string) => new Blob([content], { type });
  try {
    if (typeof ClipboardItem === "undefined") await navigator.clipboard.writeText(text);
    else {
      const item = { "text/plain": part("text/plain", text), "text/html": part("text/html", html) };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    }
    return true;
  } catch {
    return false;
  }
}

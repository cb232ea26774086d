// index.html: the pack for people. It opens from a disk without a network, runs nothing, and prints.

import { readNote } from "@/lib/audit/checkpoint";
import type { Proofs } from "@/lib/audit/proofs";
import { formatInstant } from "@/lib/dates";
import { riskNames } from "@/lib/exceptions/risk";
import { count } from "@/lib/instants";
import type { MissingFile } from "@/lib/packs/files";
import { html, type Markup } from "@/lib/packs/markup";
import { recordSection, statusPill } from "@/lib/packs/record-page";
import type { PackedRecord } from "@/lib/packs/records";
import type { SignedText } from "@/lib/packs/signed-text";
import { style } from "@/lib/packs/style";
import type { Head } from "@/lib/packs/tables";
import { nameOf } from "@/lib/packs/told";
import type { Written } from "@/lib/packs/written";

export type Cover = Head & {
  exceptions: ContentsRow[];
  events: number;
  files: number;
  missing: MissingFile[];
  quarter: SignedText | null;
  proofs: Proofs | null;
};

/** A line of the table of contents. */
export type ContentsRow = { number: number; title: string; risk: string; owner: string; status: Markup };

export function contentsRowOf(record: PackedRecord, asOf: Date): ContentsRow {
  const { title, risk, owner_id: owner } = record.snapshot.exception;
  const status = statusPill(record, asOf);
  return { number: record.number, title, risk: riskNames[risk], owner: nameOf(record, owner), status };
}

export function packPage(cover: Cover): Written {
  const shown = { asOf: new Date(cover.asOf), zone: cover.zone, missing: cover.missing };
  return {
    path: "index.html",
    head: html`${head(cover)}${cover.exceptions.length > 1 && contents(cover.exceptions)}`.markup,
    each: (record) => recordSection(record, shown).markup,
    tail: "</main></body></html>\n",
  };
}

function head(cover: Cover): Markup {
  const { of, organisation, zone, quarter, proofs } = cover;
  const asOf = formatInstant(new Date(cover.asOf), zone);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Evidence pack: ${of}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<p class="house">${organisation} · Exceptions register</p>
<h1>Evidence pack: ${of}</h1>
<p class="muted">As of ${asOf} (${zone.replaceAll("_", " ")})</p>
<dl class="figures">${figures(cover)}</dl>
${cover.missing.length > 0 && missingPanel(cover.missing)}
${quarter && html`<div class="panel"><h2>Signed quarter</h2><p>${quarter.by} signed the figures of ${of} on ${formatInstant(quarter.at, zone)}: <a href="quarter.json">quarter.json</a></p><p class="small muted">SHA-256 <span class="mono">${quarter.sha256}</span></p></div>`}
${proofs && signedPanel(proofs, zone)}
<div class="panel"><h2>How to check it</h2>
<p>Unpack everything into one folder, and run there with Node 20 or newer:</p>
<pre class="mono">node verify.mjs</pre>
<p>It needs no network. It says whether a file, an event or a text was changed after this pack was made, and names the first. Give it the SHA-256 of the manifest as the register’s audit trail tells it, and it says whether this is that very pack. Give it the public key of whoever signs the record, and it says whether its events are those that were signed.</p>
</div>
`;
}

function signedPanel({ note, key }: Proofs, zone: string): Markup | null {
  const checkpoint = readNote(note, key);
  return (
    checkpoint &&
    html`<div class="panel"><h2>Signed record</h2><p>The first ${count(checkpoint.size, "event")} of the register, these among them, were signed on ${formatInstant(checkpoint.at, zone)}: <a href="checkpoint.txt">checkpoint.txt</a></p><p class="small muted">Public key <span class="mono">${key}</span></p><p class="small muted">Compare it with the key that you were given by whoever signs, and not by whoever gave you this pack.</p></div>`
  );
}

function figures({ exceptions, events, files, missing }: Cover): Markup[] {
  const shown: [string, number][] = [
    ["Exceptions", exceptions.length],
    ["Events", events],
    ["Evidence files", files],
    ["Missing files", missing.length],
  ];
  return shown
    .filter(([term, amount]) => amount > 0 || term !== "Missing files")
    .map(([term, amount]) => html`<div><dt>${term}</dt><dd>${amount.toLocaleString("en")}</dd></div>`);
}

function missingPanel(missing: MissingFile[]): Markup {
  return html`<div class="panel warn"><h2>This pack is not complete</h2>
<p>${count(missing.length, "file")} could not be packed as handed in:</p>
<ul>${missing.map(({ exception, name, why }) => html`<li>${name} of <a href="#${exception}">${exception}</a> ${why}</li>`)}</ul></div>`;
}

function contents(rows: ContentsRow[]): Markup {
  return html`<table><thead><tr><th>No.</th><th>What</th><th>Risk</th><th>Status</th><th>Owner</th></tr></thead><tbody>
${rows.map(
  ({ number, title, risk, owner, status }) =>
    html`<tr><td><a class="mono" href="#EX-${number}">EX-${number}</a></td><td>${title}</td><td>${risk}</td><td>${status}</td><td>${owner}</td></tr>\n`,
)}</tbody></table>
`;
}

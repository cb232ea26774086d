// A mail for those who read HTML: one column, no pictures, nothing from another place, readable where styles are dropped
// and in the dark. Mail programs know tables and inline styles, so that is what stands here.

import type { Entry, Letter } from "@/lib/notices/mail-parts";

export function mailHtml(letter: Letter): string {
  const { subject, heading, entries, all } = letter;
  const [only] = entries;
  const body = entries.length === 1 && only && !all ? one(only) : many(heading, entries, all);

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${safe(subject)}</title>
<style>${dark}</style>
</head>
<body class="canvas" style="margin:0;padding:0;background:#f6f7f8;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${safe(only && !all ? only.act : entries.map(({ title }) => title).join(" · "))}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="canvas" style="background:#f6f7f8">
<tr><td align="center" style="padding:24px 12px 32px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td class="muted" style="${font};font-size:13px;line-height:20px;font-weight:500;color:#5a6069;padding:0 4px 12px">Exceptions register</td></tr>
<tr><td class="panel" style="background:#ffffff;border:1px solid #e2e5e9;border-radius:8px;padding:24px">
${body}
</td></tr>
<tr><td class="muted" style="${font};font-size:12px;line-height:18px;color:#5a6069;padding:16px 4px 0">${footer(letter)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function one({ lead, title, number, act, facts, why, button }: Entry): string {
  return `<div class="act" style="${font};font-size:13px;line-height:20px;font-weight:600;color:#2a54c5">${safe(lead)}</div>
<h1 class="ink" style="${font};font-size:20px;line-height:28px;font-weight:600;color:#1b1f26;margin:4px 0 0">${safe(title)}</h1>
<p class="ink" style="${font};font-size:15px;line-height:23px;color:#1b1f26;margin:12px 0 20px">${safe(act)}</p>
${bigButton(button)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:24px">
${facts.map((fact) => row(fact, number)).join("\n")}
</table>
<p class="muted line" style="${font};font-size:13px;line-height:20px;color:#5a6069;margin:0;padding:14px 0 0;border-top:1px solid #e2e5e9">${safe(why)}</p>`;
}

function row({ label, value }: Entry["facts"][number], number: string): string {
  const shown = label === "What" ? value.replace(`${number} `, "") : value;
  const prefix =
    label === "What"
      ? `<span style="font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px">${safe(number)}</span>&nbsp; `
      : "";
  return `<tr>
<td class="muted line" valign="top" width="72" style="${font};font-size:13px;line-height:20px;color:#5a6069;padding:8px 12px 8px 0;border-top:1px solid #e2e5e9">${safe(label)}</td>
<td class="ink line" valign="top" style="${font};font-size:14px;line-height:20px;color:#1b1f26;padding:8px 0;border-top:1px solid #e2e5e9;overflow-wrap:anywhere">${prefix}${safe(shown)}</td>
</tr>`;
}

function many(heading: string, entries: Entry[], all: Letter["all"]): string {
  return `<h1 class="ink" style="${font};font-size:20px;line-height:28px;font-weight:600;color:#1b1f26;margin:0 0 16px">${safe(heading)}</h1>
${entries.map(entryOf).join("\n")}
${all ? `<div style="padding-top:20px">${bigButton(all)}</div>` : ""}`;
}

function entryOf({ lead, title, number, act, why, button }: Entry): string {
  return `<div class="line" style="border-top:1px solid #e2e5e9;padding:14px 0">
<div class="act" style="${font};font-size:13px;line-height:20px;font-weight:600;color:#2a54c5">${safe(lead)}</div>
<div style="${font};font-size:15px;line-height:22px;font-weight:500"><a class="ink" href="${safe(button.href)}" style="color:#1b1f26;text-decoration:underline;text-decoration-color:#9aa1ab;text-underline-offset:3px">${safe(title)}</a> <span class="muted" style="font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12px;font-weight:400;color:#5a6069;white-space:nowrap">${safe(number)}</span></div>
<div class="ink" style="${font};font-size:14px;line-height:21px;color:#1b1f26;padding-top:4px">${safe(act)}</div>
<div class="muted" style="${font};font-size:12px;line-height:18px;color:#5a6069;padding-top:4px">${safe(why)}</div>
</div>`;
}

function bigButton({ label, href }: { label: string; href: string }): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" style="background:#2a54c5;border-radius:6px"><a class="on" href="${safe(href)}" style="${font};display:inline-block;padding:10px 20px;font-size:14px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${safe(label)}</a></td></tr></table>`;
}

function footer({ digest, settings }: Letter): string {
  const words = digest ? "Choose which of these come by mail" : "How you are told";
  return `No mail decides anything: a link opens the page, and you sign in before you act.<br><a class="muted" href="${safe(settings)}" style="color:#5a6069">${words}</a>`;
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const dark = `
@media (prefers-color-scheme: dark) {
  .canvas { background: #121417 !important; }
  .panel { background: #191c20 !important; border-color: #33383f !important; }
  .line { border-color: #33383f !important; }
  .ink { color: #eceef1 !important; }
  .muted { color: #a4abb5 !important; }
  .act { color: #9db8ff !important; }
  .button { background: #9db8ff !important; }
  .on { color: #121417 !important; }
}
@media (max-width: 480px) { .panel { padding: 20px 16px !important; } }
`;

function safe(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

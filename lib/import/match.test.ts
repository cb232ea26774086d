import { describe, expect, test } from "vitest";
import { heads } from "@/lib/exceptions/export-register";
import { columns as registerColumns } from "@/lib/exceptions/register-filter";
import { fieldKeys, fields } from "@/lib/import/fields";
import { gapsIn, guessedColumns, plainHeading, presetOf, whyUnmatched, wordsOf } from "@/lib/import/match";

const guessed = (...headings: string[]) => guessedColumns(headings, presetOf(headings));

describe("headings", () => {
  test("each label of ours is a heading of its field, so that an empty sheet comes back as it went", () => {
    expect(guessed(...fieldKeys.map((key) => fields[key].label))).toEqual(fieldKeys);
  });

  test("no heading means two fields", () => {
    const all = fieldKeys.flatMap((key) => fields[key].headings);
    expect(all.filter((heading, at) => all.indexOf(heading) !== at)).toEqual([]);
    expect(all.filter((heading) => plainHeading(heading) !== heading)).toEqual([]);
  });

  test("case, signs and what stands in brackets do not count", () => {
    expect(
      guessed("END DATE:", "Owner's manager", "Expires (UTC)", "Custom field (Compensating controls)"),
    ).toEqual(["end", "manager", null, "mitigation"]);
  });

  test("a heading that nobody knows is left out, not guessed at", () => {
    expect(guessed("Approved by", "Status", "", "Kommentar")).toEqual([null, null, null, null]);
  });
});

describe("exports of other registers", () => {
  test("the CSV of this register", () => {
    const headings = ["No.", ...registerColumns.map((column) => heads[column])];
    expect(presetOf(headings)).toBe("own");
    const columns = guessed(...headings);
    expect(Object.fromEntries(headings.map((heading, at) => [heading, columns[at]]))).toMatchObject({
      "No.": null,
      What: "title",
      Risk: "risk",
      Status: null,
      Owner: "owner",
      "Ends (UTC)": "end",
      "Approved by": null,
      Requester: "requester",
      Rules: "policies",
      Systems: "systems",
      "Filed (UTC)": null,
    });
  });

  test("policy exceptions of ServiceNow", () => {
    const headings = ["Number", "Short description", "State", "Policy", "Control objective", "Requester"];
    const more = ["Valid from", "Valid to", "Reason", "Justification", "Risk rating"];
    expect(presetOf([...headings, ...more])).toBe("servicenow");
    expect(guessed(...headings, ...more)).toEqual([
      ...["ticket", "title", null, "policies", "policies", "requester"],
      ...["start", "end", "reason", "reason", "risk"],
    ]);
  });

  test("issues of Jira", () => {
    const headings = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Assignee"];
    const more = [
      "Reporter",
      "Created",
      "Due date",
      "Component/s",
      "Description",
      "Custom field (Business impact)",
    ];
    expect(presetOf([...headings, ...more])).toBe("jira");
    expect(guessed(...headings, ...more)).toEqual([
      ...["title", "ticket", null, null, null, null, "owner"],
      ...["requester", null, "end", "systems", "reason", "breaksIfNo"],
    ]);
  });

  test("exception requests of Archer and exceptions of OneTrust", () => {
    const archer = ["Exception ID", "Exception Name", "Business Justification", "Compensating Controls"];
    expect(presetOf([...archer, "Expiration Date"])).toBe("archer");
    expect(guessed(...archer, "Expiration Date", "Submitter", "Control Standards")).toEqual([
      ...["ticket", "title", "reason", "mitigation", "end", "requester", "policies"],
    ]);
    const onetrust = ["Exception Name", "Stage", "Exception Owner", "Related Controls", "Primary Asset"];
    expect(presetOf([...onetrust, "Expiration Date"])).toBe("onetrust");
    expect(guessed(...onetrust, "Expiration Date")).toEqual([
      ...["title", null, "owner", "policies", "systems", "end"],
    ]);
  });
});

describe("columns", () => {
  test("two of one text stand below each other, two of one list after each other", () => {
    const columns = guessed("Reason", "Justification", "Policy", "Control objective", "Valid to", "Number");
    expect(wordsOf(["Late", "The vendor", "SEC-014", "SEC-002", "", "'=1"], columns)).toEqual({
      reason: "Late\nThe vendor",
      policies: "SEC-014, SEC-002",
      ticket: "=1",
    });
  });

  test("only one says who owns it, and the second is told at its place", () => {
    expect(guessed("Owner", "Risk owner")).toEqual(["owner", null]);
    expect(whyUnmatched(["owner", "reason", "owner", "reason"])).toEqual({
      2: "Two columns say “Owner”. Leave one of them out.",
    });
  });

  test("what rows do not say is counted for each field", () => {
    const gaps = gapsIn(
      [
        ["One", "Cora"],
        ["Two", " "],
      ],
      ["title", "owner"],
    );
    expect(gaps).toMatchObject({ title: 0, owner: 1, end: 2 });
  });
});

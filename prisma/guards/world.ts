// The people and exceptions that the cases play with, written by SQL alone, and the acts they are made of.

import { createHash, randomUUID } from "node:crypto";

import { newSigningKey, signedNote } from "@/lib/audit/checkpoint";
import type { Row, Sql } from "@/lib/testing/sql";

export const noon = new Date("2026-11-20T12:00:00.000Z");
export const after = (seconds: number, from: Date = noon) =>
  new Date(from.getTime() + Math.round(seconds * 1000));
export const day = 86_400;

type Group = "security" | "risk" | "forum";

/** Seats at noon. Cory is another entry of Cora, Abe another entry of Ada; Rob is a service; Lex has left. */
const seats = {
  Ada: ["security"],
  Ben: ["security"],
  Eve: ["security"],
  Dora: ["security"],
  Cora: ["security"],
  Cory: ["security"],
  Uma: ["security", "risk"],
  Rob: ["security"],
  Eli: ["risk"],
  Kim: ["risk"],
  Abe: ["risk"],
  Fay: ["forum"],
  Mara: [],
  Sam: [],
  Lex: [],
  Root: [],
} satisfies Record<string, Group[]>;

export type Name = keyof typeof seats;
export type Person = { id: string; account: string; session: string };

const limits = { low: 30 * day, moderate: 14 * day, high: 7 * day, critical: 3 * day };
type Risk = keyof typeof limits;

export type People = {
  person: Record<Name, Person>;
  group: Record<Group, string>;
  policy: Record<"tls" | "port", string>;
  system: string;
  /** Exceptions by what is told about them below. */
  exception: Record<string, string>;
};

export type Filing = {
  id: string;
  by: Name;
  requester: Name;
  owner: Name;
  risk: Risk;
  emergency: boolean;
  asked: Row;
  policy: "tls" | "port";
  limit: number;
  steps: [Group, number][];
  continues: string | null;
  renewal: number;
  /** What differs in the rows that are written. */
  exception: Row;
  revision: Row;
  content: Row;
  unrecorded: boolean;
};

export type Decision = { by: Name; on: string; step?: number; verdict?: string } & Row;
export type World = People & ReturnType<typeof actsOn> & { sql: Sql };

const log = {
  statement: "Log read daily.",
  timing: "while",
  suspends: true,
  dueAt: null,
  dueSeconds: day,
  mitigation: null,
};

/** Fewer than 5 % of requests fail, read every quarter of an hour. */
export const failures = {
  metric: "failed requests",
  comparator: "below",
  threshold: 5,
  unit: "%",
  freshSeconds: 900,
  suspendsStale: true,
};

/** The world as a case finds it: noon, and nobody has done anything yet. */
export async function enter(sql: Sql, people: People): Promise<World> {
  await sql.at(noon);
  return { ...people, ...actsOn(sql, people), sql };
}

function actsOn(sql: Sql, people: People) {
  const { person, group, policy, system } = people;

  async function record(
    event: { exception?: string; stream?: string; by: Name | "clock"; version?: number | null } & Row,
  ) {
    const { exception = null, stream, by, version, ...rest } = event;
    await sql.insert("audit_event", {
      stream: stream ?? `exception/${exception}`,
      actor_id: by === "clock" ? null : person[by].account,
      via: by === "clock" ? "clock" : "session",
      action: "case.told",
      exception_id: exception,
      version: exception === null || version === null ? null : (version ?? (await versionOf(exception))),
      body: "{}",
      ...rest,
    });
  }

  async function versionOf(exception: string) {
    return (await sql.row<{ version: number }>("SELECT version FROM exception WHERE id = $1", [exception]))
      .version;
  }

  function revisionOf(filing: Filing, number = 1): Row {
    const { owner, risk, emergency, asked, limit } = filing;
    const item = { policy: policy[filing.policy], system, environment: "production", resource: "" };
    return {
      exception_id: filing.id,
      number,
      cause: number === 1 ? "filed" : "edited",
      by_id: person[filing.by].id,
      rules_version: 1,
      risk,
      emergency,
      risk_limit_seconds: emergency ? 3 * day : limits[risk],
      limit_seconds: limit,
      ...asked,
      content: JSON.stringify({
        title: "Keep TLS 1.1",
        reason: "The supplier moves.",
        owner: person[owner].id,
        scope: [item],
        ...(filing.renewal >= 3 && { remediation: { plan: "Replace the feed.", by: "2027-03-01" } }),
        ...filing.content,
      }),
      ...filing.revision,
    };
  }

  function filingOf(change: Partial<Filing>): Filing {
    const by = change.by ?? "Cora";
    const risk = change.risk ?? "low";
    const emergency = change.emergency ?? false;
    return {
      id: randomUUID(),
      by,
      requester: by,
      owner: by,
      risk,
      emergency,
      asked: { asked_seconds: emergency ? 2 * day : Math.min(5 * day, limits[risk]) },
      policy: "tls",
      limit: emergency ? 3 * day : limits[risk],
      steps:
        risk === "low"
          ? [["security", 1]]
          : [
              ["security", 1],
              ["risk", 1],
            ],
      continues: null,
      renewal: 0,
      exception: {},
      revision: {},
      content: {},
      unrecorded: false,
      ...change,
    };
  }

  async function addSteps(id: string, revision: number, steps: Filing["steps"]) {
    for (const [index, [key, needed]] of steps.entries()) {
      await sql.insert("step", stepOf(id, { revision, position: index + 1, group_id: group[key], needed }));
    }
  }

  const stepOf = (exception: string, change: Row = {}): Row => ({
    id: randomUUID(),
    exception_id: exception,
    revision: 1,
    position: 9,
    group_id: group.forum,
    needed: 1,
    due_at: after(day),
    because: "The policy is theirs.",
    ...change,
  });

  /** Files a request: its exception, revision, steps and event. */
  async function file(change: Partial<Filing> = {}): Promise<string> {
    const filing = filingOf(change);
    await sql.insert("exception", {
      id: filing.id,
      title: "Keep TLS 1.1",
      risk: filing.risk,
      emergency: filing.emergency,
      requester_id: person[filing.requester].id,
      filed_by_id: person[filing.by].id,
      owner_id: person[filing.owner].id,
      manager_id: person.Mara.id,
      continues_id: filing.continues,
      renewal: filing.renewal,
      filed_at: await now(),
      ...filing.exception,
    });
    await sql.insert("revision", revisionOf(filing));
    await addSteps(filing.id, 1, filing.steps);
    if (!filing.unrecorded) await record({ exception: filing.id, by: filing.by });
    return filing.id;
  }

  /** Changes what is asked: the next revision with its steps. */
  async function revise(exception: string, change: Partial<Filing> & { set?: Row } = {}) {
    const {
      revision: current,
      risk,
      owner,
    } = await sql.row<{ revision: number; risk: Risk; owner: string }>(
      "SELECT revision, risk, owner_id AS owner FROM exception WHERE id = $1",
      [exception],
    );
    const { set, ...changes } = change;
    const filing = filingOf({ risk, ...changes, id: exception });
    if (!change.owner) filing.content = { owner, ...filing.content };
    await sql.insert("revision", revisionOf(filing, current + 1));
    await sql.update("exception", exception, {
      version: (await versionOf(exception)) + 1,
      revision: current + 1,
      sent_back: false,
      risk: filing.risk,
      emergency: filing.emergency,
      owner_id: change.owner ? person[change.owner].id : owner,
      ...set,
    });
    await addSteps(exception, current + 1, filing.steps);
    if (!filing.unrecorded) await record({ exception, by: filing.by });
  }

  /** Raises the risk of what is asked and changes nothing else but what is told. */
  async function raise(exception: string, change: Partial<Filing> = {}) {
    const { content } = await sql.row<{ content: Row }>(
      "SELECT content FROM revision WHERE exception_id = $1 ORDER BY number DESC LIMIT 1",
      [exception],
    );
    const revision = { cause: "risk_raised", content: JSON.stringify({ ...content, ...change.content }) };
    await revise(exception, {
      by: "Eve",
      risk: "moderate",
      asked: { asked_seconds: 5 * day },
      ...change,
      revision,
    });
  }

  const now = async () => (await sql.row<{ now: Date }>("SELECT register_now() AS now")).now;

  async function sign({ by, on, step = 1, verdict = "approve", ...change }: Decision) {
    const seen = await sql.row<Row>(
      `SELECT r.number AS revision, r.content_hash, s.id AS step_id FROM exception x
       JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
       LEFT JOIN step s ON (s.exception_id, s.revision, s.position) = (x.id, x.revision, $2) WHERE x.id = $1`,
      [on, step],
    );
    const { id: person_id, account: account_id, session: session_id } = person[by];
    await sql.insert("decision", {
      id: randomUUID(),
      exception_id: on,
      ...seen,
      person_id,
      account_id,
      session_id,
      verdict,
      comment: "Read and weighed.",
      ...change,
    });
  }

  /** Takes back the approval that `of` gave (`by` themselves unless said). */
  async function takeBack({ by, of = by, on, ...change }: { by: Name; of?: Name; on: string } & Row) {
    const { id: decision_id } = await sql.row<{ id: string }>(
      "SELECT id FROM decision WHERE exception_id = $1 AND person_id = $2 AND verdict = 'approve'",
      [on, person[of].id],
    );
    const { account: account_id, session: session_id } = person[by];
    const reason = "I read the wrong subnet.";
    await sql.insert("retraction", {
      decision_id,
      exception_id: on,
      account_id,
      session_id,
      reason,
      ...change,
    });
  }

  /** An approval that demands one more condition. */
  async function demand({ by, on, ...change }: { by: Name; on: string } & Row) {
    const decision = randomUUID();
    await sign({ by, on, id: decision });
    await sql.insert("condition", {
      id: randomUUID(),
      exception_id: on,
      revision: 1,
      position: 1,
      statement: "Log read daily.",
      kind: "attested",
      timing: "while",
      owner_id: person.Cora.id,
      due_seconds: day,
      decision_id: decision,
      ...change,
    });
  }

  /** Takes an approval back and records it, all by who gave it. */
  async function retract(by: Name, on: string) {
    await takeBack({ by, on });
    await move(on, {}, by);
  }

  async function conditionOf(exception: string, position = 1): Promise<string> {
    return (
      await sql.row<{ id: string }>(
        `SELECT c.id FROM condition c JOIN exception x ON (x.id, x.revision) = (c.exception_id, c.revision)
         WHERE x.id = $1 AND c.position = $2`,
        [exception, position],
      )
    ).id;
  }

  /** A row of the rule map, with its event. */
  async function mapRule(change: Row = {}) {
    const id = randomUUID();
    await sql.insert("policy_rule", {
      id,
      tool: "trivy",
      pattern: `AWS-${id}`,
      policy_id: policy.port,
      by_id: person.Root.id,
      ...change,
    });
    await record({ stream: `policy_rule/${id}`, by: "Root" });
    return id;
  }

  /** A token for the gate, with its event. */
  async function makeToken(change: Row = {}) {
    const id = randomUUID();
    await sql.insert("api_token", {
      id,
      name: "Pipeline",
      hash: createHash("sha256").update(id).digest(),
      rights: ["evaluate"],
      system_ids: [system],
      environments: ["production"],
      by_id: person.Root.id,
      expires_at: after(day, await now()),
      ...change,
    });
    await record({ stream: `api_token/${id}`, by: "Root" });
    return id;
  }

  /** A token of Root asks for Cora, or somebody else. */
  async function askByToken({
    token,
    sentBack = true,
    ...change
  }: Partial<Filing> & { token?: string; sentBack?: boolean } = {}) {
    const named = token ?? (await makeToken({ rights: ["request"] }));
    const exception = await file({
      by: "Root",
      requester: "Cora",
      owner: "Cora",
      exception: { sent_back: sentBack },
      ...change,
      unrecorded: true,
    });
    await recordByToken(exception, named, { by: change.by ?? "Root" });
    return { exception, token: named };
  }

  const recordByToken = (exception: string, token: string | null, change: Row & { by?: Name } = {}) =>
    record({ exception, by: "Root", via: "token", body: JSON.stringify({ token }), ...change });

  async function addIssuer(change: Row = {}) {
    const id = randomUUID();
    const url = `https://${id}.example.com`;
    await sql.insert("pipeline_issuer", { id, url, kind: "github", ...change });
    await record({ stream: `pipeline_issuer/${id}`, by: "Root" });
    return id;
  }

  /** Tokens of an issuer with this repository's id may ask. */
  async function bind(change: Row = {}) {
    return makeToken({
      hash: null,
      expires_at: null,
      issuer_id: change.issuer_id ?? (await addIssuer()),
      claims: JSON.stringify({ repository_id: "7" }),
      rights: ["evaluate", "request"],
      ...change,
    });
  }

  /** A run of such a pipeline, started by 42. */
  async function run(change: Row = {}) {
    const id = randomUUID();
    const token_id = (change.token_id as string) ?? (await bind());
    const { issuer_id } = await sql.row<Row>("SELECT issuer_id FROM api_token WHERE id = $1", [token_id]);
    await sql.insert("pipeline_run", {
      id,
      token_id,
      issuer_id,
      jti: id,
      first_use: "POST /api/v1/gate/tokens 1",
      claims: JSON.stringify({ repository_id: "7", environment: "prod" }),
      subject: "42",
      rights: ["evaluate", "request"],
      environments: ["production"],
      hash: createHash("sha256").update(id).digest(),
      expires_at: after(3600, await now()),
      ...change,
    });
    return { id, token: token_id, issuer: issuer_id as string };
  }

  /** Somebody says that they are 42 there. */
  async function linkPerson(issuer: string, name: Name, by: (Row & { by?: Name | "clock" }) | null = {}) {
    const id = randomUUID();
    await sql.insert("linked_person", {
      id,
      issuer_id: issuer,
      subject: "42",
      name: "octocat",
      person_id: person[name].id,
    });
    if (by) await record({ stream: `linked_person/${id}`, by: name, ...by });
    return id;
  }

  /** The run asks for whoever started it: Cora, once she has linked herself. */
  async function askByRun(
    { id, token }: { id: string; token: string },
    { by = "Cora", ...change }: Partial<Filing> = {},
  ) {
    const exception = await file({ by, requester: by, owner: by, ...change, unrecorded: true });
    const body = JSON.stringify({ token, run: id });
    await record({ exception, by, via: "token", body });
    return exception;
  }

  async function evaluate(change: Row = {}) {
    const id = randomUUID();
    await sql.insert("evaluation", {
      id,
      token_id: change.token_id ?? (await makeToken()),
      system_id: system,
      environment: "production",
      context: "{}",
      reports: "[]",
      idempotency_key: id,
      content_hash: Buffer.alloc(32),
      ...change,
    });
    return id;
  }

  /** By whoever leads Security's group: Mara. */
  async function commentQuarter(change: Row = {}, by: Name | null = "Mara") {
    const id = randomUUID();
    await sql.insert("quarter_comment", {
      id,
      quarter: "2026-Q3",
      chart: "growth",
      body: "Fewer than we feared.",
      by_id: person.Mara.id,
      ...change,
    });
    if (by) await record({ stream: `quarter_comment/${id}`, by });
  }

  async function signQuarter(change: Row = {}, by: Name | null = "Mara") {
    const id = randomUUID();
    const figures = "{}";
    await sql.insert("quarter_snapshot", {
      id,
      quarter: "2026-Q3",
      until_at: "2026-10-01T00:00:00Z",
      figures,
      hash: createHash("sha256").update(figures).digest(),
      by_id: person.Mara.id,
      ...change,
    });
    if (by) await record({ stream: `quarter_snapshot/${id}`, by });
  }

  /** By somebody of the group that owns SEC-014: Ada. */
  async function decideGap(change: Row = {}, by: Name | null = "Ada") {
    const id = randomUUID();
    await sql.insert("gap_decision", {
      id,
      policy_id: policy.tls,
      quarter: "2026-Q4",
      choice: "change",
      reason: "Four teams wait for the same supplier.",
      owner_id: person.Cora.id,
      due_on: "2027-01-31",
      by_id: person.Ada.id,
      ...change,
    });
    if (by) await record({ stream: `gap_decision/${id}`, by });
  }

  /** A view of Ada's own; with a group, shared with it. */
  async function keepView(change: Row = {}, shareWith?: string) {
    const id = randomUUID();
    await sql.insert("saved_view", {
      id,
      name: `View ${id.slice(0, 8)}`,
      query: "?risk=high",
      maker_id: person.Ada.id,
      ...change,
    });
    if (shareWith) await changeView(id, { group_id: shareWith });
    return id;
  }

  async function changeView(id: string, change: Row, by: Name | null = "Ada") {
    await sql.update("saved_view", id, change);
    if (by) await record({ stream: `saved_view/${id}`, by });
  }

  function chooseView(view: string, change: Row = {}, name: Name = "Ada") {
    return sql.insert("view_choice", { view_id: view, person_id: person[name].id, ...change });
  }

  /** By whoever leads Security's group: Mara. */
  async function openMeeting(change: Row = {}, by: Name | null = "Mara") {
    const id = randomUUID();
    await sql.insert("meeting", { id, number: 99, chair_id: person.Mara.id, ...change });
    if (by) await record({ stream: `meeting/${id}`, by });
    return id;
  }

  /** Something of an open meeting, with its event. */
  async function atMeeting(meeting: string, table: string, row: Row, by: Name | null = "Mara") {
    const id = randomUUID();
    await sql.insert(table, table === "meeting_attendance" ? row : { id, ...row });
    if (by) await record({ stream: `meeting/${meeting}`, by });
    return id;
  }

  const itemRow = (meeting: string | null, change: Row = {}): Row => ({
    meeting_id: meeting,
    position: meeting && 1,
    kind: "gap",
    why: "Four exceptions this quarter.",
    policy_id: policy.tls,
    ...change,
  });
  const noteRow = (item: string, change: Row = {}): Row => ({
    item_id: item,
    body: "The supplier slipped.",
    recommends: false,
    by_id: person.Mara.id,
    ...change,
  });
  const followUpRow = (item: string, change: Row = {}): Row => ({
    item_id: item,
    what: "Call the supplier.",
    owner_id: person.Cora.id,
    due_on: "2026-11-27",
    ...change,
  });

  async function endMeeting(meeting: string, change: Row = {}, by: Name | null = "Mara") {
    const hash = createHash("sha256").update("{}").digest();
    await sql.update("meeting", meeting, { ended_at: await now(), minutes: "{}", hash, ...change });
    if (by) await record({ stream: `meeting/${meeting}`, by });
  }

  /** A meeting with an item of each kind, a note, a follow-up and somebody there, that has ended. */
  async function holdMeeting(exception: string) {
    const meeting = await openMeeting({ number: 1 });
    const about = { policy_id: null, exception_id: exception };
    const item = await atMeeting(meeting, "meeting_item", itemRow(meeting, about));
    const followUp = await atMeeting(meeting, "follow_up", followUpRow(item));
    for (const [index, change] of [
      { by_id: person.Ada.id },
      { policy_id: null, follow_up_id: followUp },
      { ...about, carried_from_id: item, carried: 1 },
    ].entries())
      await atMeeting(meeting, "meeting_item", itemRow(meeting, { ...change, position: index + 2 }));
    await atMeeting(meeting, "meeting_note", noteRow(item));
    await atMeeting(meeting, "meeting_attendance", {
      meeting_id: meeting,
      person_id: person.Ada.id,
      present: true,
    });
    await endMeeting(meeting);
  }

  /** A waiver that an import found in the system's code. */
  async function foundInCode(change: Row = {}, action: string | null = "found.imported") {
    const id = randomUUID();
    await sql.insert("found_entry", {
      id,
      system_id: system,
      environment: "production",
      repository: "acme/pay",
      path: `${id}/.trivyignore`,
      identity: Buffer.alloc(32),
      source: "trivyignore",
      tool: "trivy",
      rule: "AWS-0107",
      resource: "",
      claims: "{}",
      line: 1,
      commit: "9f2c41d",
      file_hash: Buffer.alloc(32),
      ...change,
    });
    if (action) await record({ stream: `system/${system}`, action, by: "Root" });
    return id;
  }

  /** An entry that an export held. */
  async function exportedOnce(change: Row = {}) {
    await sql.insert("exported_entry", {
      system_id: system,
      environment: "production",
      identity: Buffer.alloc(32),
      ...change,
    });
  }

  /** A yes of the gate for what this exception covers. */
  async function sayYes(exception: string | null, change: Row = {}) {
    await sql.insert("gate_answer", {
      id: randomUUID(),
      evaluation_id: await evaluate(),
      answer: exception ? "exception" : "compliant",
      exception_id: exception,
      fingerprint: exception ? "f1:00" : null,
      ...change,
    });
  }

  async function askGate(exception: string) {
    await mapRule();
    await sayYes(exception);
    const evaluation = await evaluate();
    await sql.insert("first_answer", {
      evaluation_id: evaluation,
      decision: "exception",
      findings: 1,
      violations: 0,
      exceptions: 1,
      answers: "{}",
    });
    await sql.insert("sighting", {
      evaluation_id: evaluation,
      exception_id: exception,
      fingerprint: "f1:00",
      resource_key: "f1:01",
    });
  }

  /** A webhook with its secret, and its event. */
  async function addWebhook(change: Row = {}) {
    const id = randomUUID();
    await sql.insert("webhook", {
      id,
      kind: "standard",
      address: "ci.example.com",
      events: ["exception.expired"],
      made_by_id: person.Root.id,
      ...change,
    });
    await sql.insert("webhook_secret", {
      webhook_id: id,
      url: "https://ci.example.com/",
      secret: "whsec_eA==",
    });
    await record({ stream: `webhook/${id}`, by: "Root" });
    return id;
  }

  /** What it is told, and one attempt to tell it. */
  async function tellWebhook(exception: string) {
    const [event, delivery] = [randomUUID(), randomUUID()];
    await sql.insert("outgoing_event", {
      id: event,
      type: "exception.expired",
      exception_id: exception,
      data: "{}",
    });
    await sql.insert("outgoing_event", {
      id: randomUUID(),
      type: "policy_gap.raised",
      policy_id: policy.tls,
      data: "{}",
    });
    await sql.insert("delivery", { id: delivery, event_id: event, webhook_id: await addWebhook() });
    await sql.insert("delivery_attempt", {
      id: randomUUID(),
      delivery_id: delivery,
      at: noon,
      milliseconds: 12,
      failure: "It said 500.",
      answer: "Sorry",
    });
  }

  /** The address of somebody's calendar, with its event. */
  async function openFeed(name: Name) {
    const id = randomUUID();
    const token_hash = createHash("sha256").update(id).digest();
    await sql.insert("calendar_feed", { id, person_id: person[name].id, token_hash });
    await record({ stream: `calendar_feed/${id}`, by: name });
    return id;
  }

  /** A file and the evidence that names it. */
  async function addEvidence(exception: string, change: Row = {}) {
    const bytes = Buffer.from("Read.");
    const sha256 = createHash("sha256").update(bytes).digest();
    await sql.rows("INSERT INTO evidence_file (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      sha256,
      bytes,
    ]);
    await sql.insert("evidence", {
      id: randomUUID(),
      exception_id: exception,
      by_id: person.Cora.id,
      name: "log.txt",
      sha256,
      bytes: bytes.length,
      ...change,
    });
  }

  /** Evidence of a condition, and the condition holds. */
  async function attest(exception: string, position = 1) {
    const condition = await conditionOf(exception, position);
    await addEvidence(exception, { condition_id: condition });
    await sql.update("condition", condition, { state: "holds" });
  }

  /** A token that may measure there reads the first condition. */
  async function read(exception: string, value: number | null, change: Row = {}) {
    const token_id = change.token_id ?? (await makeToken({ rights: ["measure"] }));
    const condition_id = await conditionOf(exception);
    const at = await now();
    const row = { condition_id, at, source: "prometheus", value, holds: true, token_id, ...change };
    await sql.insert("reading", row);
    return row.condition_id as string;
  }

  /** A reading that changes how the condition stands, and the event that tells of it. */
  async function measure(exception: string, state: "holds" | "broken", change: Row = {}) {
    const condition = await read(exception, state === "holds" ? 1 : 9, change);
    await move(exception, {}, null);
    await sql.update("condition", condition, { state, reason: state === "broken" ? "9 %" : null });
    await record({ exception, by: "Cora" });
  }

  /** A change of the exception's own row, and the event that tells of it. */
  async function move(exception: string, { version, ...set }: Row, by: Name | "clock" | null = "Cora") {
    const columns = Object.keys(set).map((column, index) => `, ${column} = $${index + 3}`);
    await sql.rows(
      `UPDATE exception SET version = CASE WHEN $2::jsonb ? 'version' THEN ($2->>'version')::int ELSE version + 1 END${columns.join("")} WHERE id = $1`,
      [exception, JSON.stringify({ version }), ...Object.values(set)],
    );
    if (by) await record({ exception, by });
  }

  /** Signs a step, moves the exception and records it, all by one person. */
  async function decide(decision: Decision, set: Row = {}) {
    await sign(decision);
    await move(decision.on, set, decision.by);
  }

  /** The window that an approval at this instant gives. */
  function window(seconds = 5 * day, from: Date = noon, start: Date = from): Row {
    return { status: "active", activated_at: from, starts_at: start, ends_at: after(seconds, start) };
  }

  const isInForce = async (exception: string, instant: Date) =>
    (
      await sql.row<{ yes: boolean }>("SELECT in_force(x, $2) AS yes FROM exception x WHERE id = $1", [
        exception,
        instant,
      ])
    ).yes;

  return {
    record,
    file,
    revise,
    raise,
    sign,
    takeBack,
    retract,
    demand,
    conditionOf,
    addEvidence,
    attest,
    read,
    measure,
    move,
    decide,
    window,
    versionOf,
    stepOf,
    revisionOf,
    filingOf,
    isInForce,
    mapRule,
    makeToken,
    askByToken,
    recordByToken,
    addIssuer,
    bind,
    run,
    linkPerson,
    askByRun,
    evaluate,
    commentQuarter,
    signQuarter,
    decideGap,
    keepView,
    changeView,
    chooseView,
    openMeeting,
    atMeeting,
    itemRow,
    noteRow,
    followUpRow,
    endMeeting,
    holdMeeting,
    foundInCode,
    exportedOnce,
    sayYes,
    askGate,
    tellWebhook,
    openFeed,
  };
}

/** Fills an empty register and commits, so that each case starts in a transaction of its own. */
export async function makeWorld(sql: Sql): Promise<People> {
  const step = async <Result>(instant: Date, work: () => Promise<Result>): Promise<Result> => {
    await sql.rows("BEGIN");
    await sql.become("app");
    await sql.at(instant);
    const result = await work();
    await sql.rows("COMMIT");
    return result;
  };
  const people = await step(noon, () => addPeople(sql));
  const act = actsOn(sql, people);
  const { exception } = people;
  const filed = async (name: string, change: Partial<Filing> = {}, instant = noon) => {
    exception[name] = await step(instant, () => act.file(change));
    return exception[name];
  };

  // Waiting
  await filed("waiting");
  await filed("other", { by: "Sam" });
  await filed("high", { risk: "high" });
  await filed("halfSigned", { risk: "high" });
  await step(noon, () => act.decide({ by: "Ada", on: exception.halfSigned as string }));
  await filed("fixedEnd", { asked: { asked_end: after(3 * day) } });
  await filed("laterStart", { asked: { asked_seconds: 2 * day, asked_start: after(day) } });
  await filed("emergency", { risk: "high", emergency: true });
  await filed("oneStepOfTwo", { risk: "high", steps: [["security", 1]] });
  await filed("withoutSteps", { steps: [] });
  await filed("twoOfSecurity", { steps: [["security", 2]] });
  await filed("sentBack");
  await step(noon, () =>
    act.decide({ by: "Ada", on: exception.sentBack as string, verdict: "send_back" }, { sent_back: true }),
  );

  const next = (work: () => Promise<unknown>) => step(noon, work);
  const umaSigned = await filed("umaSigned", { risk: "high" });
  await next(() => act.decide({ by: "Uma", on: umaSigned }));
  const benSigned = await filed("benSigned", { risk: "high" });
  await next(() => act.decide({ by: "Ben", on: benSigned }));
  const eveSigned = await filed("eveSigned", { steps: [["security", 2]] });
  await next(() => act.decide({ by: "Eve", on: eveSigned, granted_seconds: day }));
  const split = await filed("split", { steps: [["security", 2]] });
  await next(() => act.decide({ by: "Eve", on: split }));
  await next(() => act.decide({ by: "Ben", on: split, verdict: "reject" }));
  const revised = await filed("revised", { risk: "high" });
  await next(() => act.decide({ by: "Ada", on: revised }));
  await next(() => act.revise(revised));
  const adaRevised = await filed("adaRevised", { risk: "high" });
  await next(() => act.decide({ by: "Ada", on: adaRevised }));
  await next(() => act.revise(adaRevised, { by: "Ada" }));
  await filed("halfDemanded", { risk: "high" });
  await next(async () => {
    await act.demand({ by: "Ada", on: exception.halfDemanded as string });
    await act.move(exception.halfDemanded as string, {}, "Ada");
  });
  const takenBack = await filed("takenBack", { risk: "high" });
  await next(() => act.decide({ by: "Ada", on: takenBack, granted_seconds: day }));
  await next(() => act.retract("Ada", takenBack));
  const signedAgain = await filed("signedAgain", { risk: "high" });
  await next(() => act.decide({ by: "Ada", on: signedAgain, granted_seconds: day }));
  await next(() => act.retract("Ada", signedAgain));
  await next(() => act.decide({ by: "Ben", on: signedAgain }));
  const emergencyTakenBack = await filed("emergencyTakenBack", { risk: "high", emergency: true });
  await next(() => act.decide({ by: "Ada", on: emergencyTakenBack }));
  await next(() => act.retract("Ada", emergencyTakenBack));
  const sentBackByBen = await filed("sentBackByBen", { steps: [["security", 2]] });
  await next(() => act.decide({ by: "Eve", on: sentBackByBen }));
  await next(() => act.decide({ by: "Ben", on: sentBackByBen, verdict: "send_back" }, { sent_back: true }));
  const raised = await filed("raised");
  await next(() => act.raise(raised, { by: "Eve" }));

  // Ben asked, Ada filed it for him, Uma owned it first, Dora changed it, Eve has nothing to do with it.
  const parties = await filed("parties", { by: "Ada", requester: "Ben", owner: "Uma" });
  await step(noon, () => act.move(parties, { owner_id: people.person.Sam.id }, "Uma"));
  await step(noon, () => act.revise(parties, { by: "Dora" }));
  await step(noon, () => act.revise(parties, { by: "Ada" }));
  // Asked for by Cora's other entry; her own entry is Cora.
  await filed("byAlias", { by: "Sam", requester: "Cory", owner: "Sam" });
  await filed("byCora", { by: "Sam", requester: "Cora", owner: "Sam" });

  // Decided
  for (const name of ["active", "replaced", "continued", "continuedAgain", "revoked"]) {
    await filed(name);
    await step(noon, () => act.decide({ by: "Ada", on: exception[name] as string }, act.window()));
  }
  await filed("activeHigh", { risk: "high" });
  await step(noon, () => act.decide({ by: "Ada", on: exception.activeHigh as string }));
  await step(noon, () =>
    act.decide({ by: "Eli", on: exception.activeHigh as string, step: 2 }, act.window()),
  );
  await filed("unratified", { risk: "high", emergency: true });
  await step(noon, () =>
    act.decide(
      { by: "Ada", on: exception.unratified as string },
      { ...act.window(2 * day), ratify_by: after(day) },
    ),
  );
  await filed("rejected");
  await step(noon, () =>
    act.decide({ by: "Ada", on: exception.rejected as string, verdict: "reject" }, { status: "rejected" }),
  );
  await step(noon, () =>
    act.move(exception.revoked as string, { status: "closed", closed_reason: "revoked", closed_at: noon }),
  );

  const earlier = after(-10 * day);
  for (const name of ["expired", "closed"]) {
    await filed(name, {}, earlier);
    await step(earlier, () =>
      act.decide(
        { by: "Ada", on: exception[name] as string, session_id: people.person.Ada.session },
        act.window(5 * day, earlier),
      ),
    );
    await step(noon, () => act.move(exception[name] as string, { status: "expired" }, "clock"));
  }
  await step(noon, () =>
    act.move(exception.closed as string, {
      status: "closed",
      closed_reason: "remediated",
      closed_at: noon,
      removed_on: "2026-11-19",
      verified_by_id: people.person.Mara.id,
    }),
  );

  // Extensions: of `replaced` one that waits, of `continued` two chains whose third renewals wait.
  await filed("extension", { continues: exception.replaced, renewal: 1 });
  const renew = async (from: string, name: string) => {
    let last = exception[from] as string;
    for (const renewal of [1, 2]) {
      const extension = await filed(`${name}${renewal}`, { continues: last, renewal });
      await next(() =>
        act.decide({ by: "Ada", on: extension }, act.window(5 * day, noon, after(renewal * 5 * day))),
      );
      last = extension;
    }
    return last;
  };
  await filed("third", { continues: await renew("continued", "renewal"), renewal: 3 });
  const steps: Filing["steps"] = [
    ["security", 1],
    ["forum", 1],
  ];
  const forum = await filed("thirdWithForum", {
    continues: await renew("continuedAgain", "again"),
    renewal: 3,
    steps,
  });
  await next(() => act.decide({ by: "Eve", on: forum }));

  // Asked for by a pipeline, with what its scanner found.
  await filed("withFinding", {
    content: {
      findings: [
        {
          policy: people.policy.tls,
          fingerprint: "f1:00",
          aliasFingerprints: ["f1:01"],
          resourceKey: "f1:02",
          wholeResource: false,
          severity: "high",
          occurrences: 2,
        },
      ],
    },
  });

  // Conditions: of a request that waits, of an active exception, of one that ended, and one that an approver demanded.
  const asks: Partial<Filing> = {
    content: {
      conditions: [
        { ...log, owner: people.person.Cora.id },
        {
          ...log,
          statement: "Allow-list set.",
          timing: "before",
          dueSeconds: null,
          owner: people.person.Sam.id,
        },
      ],
    },
  };
  await filed("conditional", asks);
  await filed("conditionalActive", asks);
  await step(noon, () => act.decide({ by: "Ada", on: exception.conditionalActive as string }, act.window()));
  await filed("conditionalExpired", asks, earlier);
  await step(earlier, () =>
    act.decide({ by: "Ada", on: exception.conditionalExpired as string }, act.window(5 * day, earlier)),
  );
  await step(noon, () => act.move(exception.conditionalExpired as string, { status: "expired" }, "clock"));
  await filed("conditionalRevised", asks);
  await next(() => act.revise(exception.conditionalRevised as string));
  // Measured: of one that is active, read since noon, and of one that waits.
  const measured: Partial<Filing> = {
    content: { conditions: [{ ...log, owner: people.person.Cora.id, measure: failures }] },
  };
  await filed("measuredWaiting", measured);
  await filed("measured", measured);
  await step(noon, () => act.decide({ by: "Ada", on: exception.measured as string }, act.window()));
  await step(noon, () => act.measure(exception.measured as string, "holds"));
  await filed("measuredExpired", measured, earlier);
  await step(earlier, () =>
    act.decide({ by: "Ada", on: exception.measuredExpired as string }, act.window(5 * day, earlier)),
  );
  await filed("demanded");
  await next(async () => {
    await act.demand({ by: "Ada", on: exception.demanded as string });
    await act.move(exception.demanded as string, act.window(), "Ada");
  });

  // One row at least of everything else
  const { active } = exception as { active: string };
  await step(noon, async () => {
    await act.addEvidence(active);
    await act.move(active, {});
    await sql.insert("review_note", {
      id: randomUUID(),
      exception_id: active,
      by_id: people.person.Sam.id,
      body: "Looked at.",
    });
    await act.record({ exception: active, by: "Sam", version: null });
    const mail = randomUUID();
    await sql.insert("mail", {
      id: mail,
      person_id: people.person.Cora.id,
      message_id: "<1@example.com>",
      conversation: `end/${active}`,
      subject: "Ends in 1 day",
      plain: "Close it.",
      html: "<p>Close it.</p>",
      digest: false,
      written_at: noon,
      next_at: noon,
    });
    await sql.insert("notice_preference", { person_id: people.person.Cora.id });
    await sql.insert("attention", { person_id: people.person.Cora.id, exception_id: active });
    await sql.insert("notice", {
      id: randomUUID(),
      mail_id: mail,
      exception_id: active,
      kind: "ends_soon",
      person_id: people.person.Cora.id,
      due_at: after(4 * day),
    });
    await act.askGate(active);
    const run = await act.run();
    await act.linkPerson(run.issuer, "Cora");
    await act.evaluate({ token_id: run.token, run_id: run.id });
    await act.tellWebhook(active);
    await act.openFeed("Cora");
    await sql.insert("local_password", { account_id: people.person.Ada.account, hash: "scrypt:test" });
    const setting = randomUUID();
    await sql.insert("setting", { id: setting, key: "organisation.zone", value: '"UTC"' });
    await act.record({ stream: `setting/${setting}`, by: "Root" });
    await act.decideGap();
    await act.chooseView(await act.keepView({}, people.group.security));
    await act.holdMeeting(active);
    await act.foundInCode();
    await act.exportedOnce();
    await act.commentQuarter({ quarter: "2026-Q2" });
    await act.signQuarter({ quarter: "2026-Q2", until_at: "2026-07-01T00:00:00Z" });
  });
  // The first event has its place in the tree.
  await step(noon, async () => {
    await sql.rows("INSERT INTO audit_leaf (idx, event_id) SELECT 0, min(id) FROM audit_event");
    const { root } = await sql.row<{ root: Buffer }>("SELECT hash AS root FROM audit_leaf");
    const key = newSigningKey("test");
    const note = signedNote({ origin: key.name, size: 1, root, at: noon }, key);
    await sql.insert("audit_checkpoint", { size: 1, root, note, key: key.publicKey });
  });
  return people;
}

async function addPeople(sql: Sql): Promise<People> {
  const told = (stream: string) =>
    sql.insert("audit_event", { stream, via: "operator", action: "case.told", body: "{}" });
  const add = async (table: string, row: Row) => {
    const id = randomUUID();
    await sql.insert(table, { id, ...row });
    if (table !== "session") await told(`${table}/${id}`);
    return id;
  };
  const person = {} as People["person"];
  const group = {} as People["group"];
  for (const name of ["Mara", ...Object.keys(seats).filter((name) => name !== "Mara")] as Name[]) {
    const id = await add("person", {
      name,
      email: `${name.toLowerCase()}@example.com`,
      manager_id: person.Mara?.id ?? null,
      same_as_id: null,
      deactivated_at: name === "Lex" ? noon : null,
    });
    const account = await add("account", {
      person_id: id,
      kind: name === "Rob" ? "service" : "human",
      issuer: "test",
      subject: name,
    });
    const session =
      name === "Lex"
        ? ""
        : await add("session", { account_id: account, created_at: noon, expires_at: after(8 * 3600) });
    person[name] = { id, account, session };
  }
  for (const [alias, root] of [
    ["Cory", "Cora"],
    ["Abe", "Ada"],
  ] as const) {
    await sql.update("person", person[alias].id, { same_as_id: person[root].id });
    await told(`person/${person[alias].id}`);
  }
  let above: string | null = null;
  for (const key of ["forum", "risk", "security"] as const) {
    group[key] = await add("approver_group", {
      key,
      name: key,
      above_id: above,
      lead_id: person.Mara.id,
      is_forum: key === "forum",
    });
    above = group[key];
  }
  for (const [name, keys] of Object.entries(seats) as [Name, Group[]][]) {
    for (const key of keys) {
      // Long before noon, because some decisions below are older than it.
      await add("membership", {
        group_id: group[key],
        person_id: person[name].id,
        granted_by_id: person.Root.id,
        from_at: after(-30 * day),
      });
    }
  }
  const policyOf = (key: string, longest: number | null) =>
    add("policy", {
      key,
      title: key,
      statement: `${key}.`,
      domain: "security",
      control_owner_id: group.security,
      longest_seconds: longest,
    });
  const policy = { tls: await policyOf("TLS", null), port: await policyOf("PORT", 5 * day) };
  const system = await add("system", {
    key: "payroll",
    name: "Payroll",
    kind: "application",
    environments: ["production"],
    sensitivity: "none",
    exposure: "internal",
  });
  return { person, group, policy, system, exception: {} };
}

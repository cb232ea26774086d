// The people of the stories as actors: each signs in when they have something to do, and again the next time.

import { addMinutes } from "date-fns";

import { type Actor, provenActor } from "@/lib/auth/actor";
import { signInAsCast } from "@/lib/auth/cast";
import { startSession } from "@/lib/auth/sessions";
import { type PersonKey, people, type SeedPerson } from "./people";
import { granted } from "./refused";

type Seat = { accountId: string; actor: Actor; until: Date };

export class Cast {
  private readonly seats = new Map<PersonKey, Seat>();

  constructor(private readonly idOf: ReadonlyMap<PersonKey, string>) {}

  async as(key: PersonKey, at: Date): Promise<Actor> {
    const seat = this.seats.get(key);
    if (seat && at < seat.until) return seat.actor;

    const accountId = seat?.accountId ?? (await this.accountOf(key, at));
    const signIn = { accountId, device: "Firefox on Linux", method: "demo" as const };
    const { sessionId } = granted(await startSession(signIn, at), `${key} signs in`);
    const { name, role = "member" }: SeedPerson = people[key];
    const actor = provenActor({ id: this.idOf.get(key) as string, name, role, accountId, sessionId });

    this.seats.set(key, { accountId, actor, until: addMinutes(at, 30) });
    return actor;
  }

  private async accountOf(key: PersonKey, at: Date): Promise<string> {
    const signIn = await signInAsCast(this.idOf.get(key) as string, at);
    if (!signIn.ok) throw new Error(`${key} cannot sign in: ${signIn.problem}.`);
    return signIn.accountId;
  }
}

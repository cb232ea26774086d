// Closed-loop clients: each waits for its answer before it asks again, so nothing piles up beyond their number.

export type Measured = {
  clients: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
};

/** One turn of one client. False: there is nothing left to work on. */
export type Turn = (client: number) => Promise<unknown>;

type Bounds = { seconds: number; warmUp: number };

export const crowds = [1, 8, 32] as const;

export async function measure(clients: number, turn: Turn, { seconds, warmUp }: Bounds): Promise<Measured> {
  await allAtOnce(clients, turn, performance.now() + warmUp * 1_000);
  const started = performance.now();
  const times = await allAtOnce(clients, turn, started + seconds * 1_000);
  const took = performance.now() - started;
  times.sort((a, b) => a - b);
  return {
    clients,
    p50: times[Math.floor(times.length * 0.5)] ?? Number.NaN,
    p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    perSecond: (times.length * 1_000) / took,
  };
}

/** How long each turn took. */
async function allAtOnce(clients: number, turn: Turn, until: number): Promise<number[]> {
  const times: number[] = [];
  const one = async (client: number) => {
    while (performance.now() < until) {
      const started = performance.now();
      if ((await turn(client)) === false) return;
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  return times;
}

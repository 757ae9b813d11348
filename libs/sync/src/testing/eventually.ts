/** Waits, turn by turn of the event loop, until something holds. Bounded, so that a test fails and does not hang. */
export async function eventually(holds: () => boolean, what = 'it never came about'): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(what);
    await turn();
  }
}

/** Lets everything that is ready run, timers included. */
export const turn = (): Promise<void> => new Promise((resume) => setTimeout(resume, 1));

/** Lets messages cross the wire, be committed and come back. */
export async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await turn();
}

/** Where PostgreSQL is, once it is known: configured, or just started by ourselves. */
export class DatabaseAddress {
  constructor(readonly url: string) {}
}

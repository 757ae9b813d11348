import { setTimeout as sleep } from 'node:timers/promises';

import { Logger } from '@nestjs/common';
import pg from 'pg';

export interface Ears {
  /** Somebody has told something. */
  heard(payload: string): void;
  /** For a while nothing was heard, whatever was told. */
  missed(): void;
}

const LONGEST_WAIT_MS = 5_000;

/** One channel of PostgreSQL's NOTIFY, heard on a connection of its own that is made again whenever it breaks. */
export class Notifications {
  private readonly log = new Logger(Notifications.name);
  private client: pg.Client | null = null;
  private stopped = false;

  constructor(
    private readonly url: string,
    /** A name that needs no quotes. */
    private readonly channel: string,
    private readonly ears: Ears,
  ) {}

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: `colloquium ${this.channel}`, keepAlive: true });
    client.on('error', (error) => void this.reopen(client, error));
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${this.channel}`);
    this.client = client;
  }

  async close(): Promise<void> {
    this.stopped = true;
    await this.client?.end();
  }

  /** Whoever may write to the database may say anything; it must not end the process. */
  private hear(payload: string): void {
    try {
      this.ears.heard(payload);
    } catch (error) {
      this.log.error(error);
    }
  }

  private async reopen(broken: pg.Client, error: Error): Promise<void> {
    if (this.stopped || this.client !== broken) return;
    this.client = null;
    this.log.warn(`Lost the connection for ${this.channel} (${error.message}); connecting again`);
    for (let wait = 100; !this.stopped; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await this.open();
        return this.ears.missed();
      } catch {
        await sleep(wait);
      }
    }
  }
}

import { Logger } from '@nestjs/common';

import type { Config } from '#libs/platform';
import { type Bus, type Compactor, Hub, type UpdateLog } from '#libs/sync';

import type { CollabMetrics } from './collab-metrics.js';
import type { EditAnnouncer } from './edit-announcer.js';
import { type DocumentRef, roomOf } from './room-name.js';

export interface LiveDocumentsParts {
  readonly config: Pick<Config, 'collabMaxDocument' | 'collabMaxConnectionsPerUser'>;
  readonly log: UpdateLog;
  readonly bus: Bus;
  readonly compactor: Compactor;
  readonly announcer: EditAnnouncer;
  readonly metrics: CollabMetrics;
}

/** As Yjs encodes a document in which nobody has written. */
const EMPTY = Uint8Array.of(0, 0);

/** The texts that people write together: the engine of this process, and what else may be asked of its log. */
export class LiveDocuments {
  readonly hub: Hub;
  private readonly problems = new Logger(LiveDocuments.name);

  constructor(private readonly parts: LiveDocumentsParts) {
    const { config, bus, compactor } = parts;
    this.hub = new Hub({
      log: this.observed(parts.log),
      bus,
      compactor,
      limits: { documentBytes: config.collabMaxDocument, connectionsPerPerson: config.collabMaxConnectionsPerUser },
      problem: (error, room) => this.problems.error(`${room}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    });
    parts.metrics.export(this.hub.metrics);
  }

  /** All that is durably in a document, as one Yjs update: for whoever exports, searches or compares it. Any process may ask. */
  async stateOf(document: DocumentRef): Promise<Uint8Array> {
    const { base, rows } = await this.parts.log.read(roomOf(document), 0);
    if (rows.length === 0) return base?.data ?? EMPTY;
    return (await this.parts.compactor.fold(base, rows)).base.data;
  }

  /** Makes durable what has arrived, tells what was written, and asks everybody to come back soon. */
  async drain(): Promise<void> {
    await this.hub.drain();
    await this.parts.announcer.flush();
  }

  private observed(log: UpdateLog): UpdateLog {
    const { announcer, metrics } = this.parts;
    return {
      appendMany: async (rows) => {
        const stop = metrics.commitSeconds.startTimer();
        const positions = await log.appendMany(rows);
        stop();
        announcer.stored(rows);
        return positions;
      },
      read: (room, after) => log.read(room, after),
      fold: (room, base, quarantined) => log.fold(room, base, quarantined),
      claim: (room, clients, user) => log.claim(room, clients, user),
    };
  }
}

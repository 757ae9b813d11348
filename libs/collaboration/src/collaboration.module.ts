import { Module } from '@nestjs/common';

import { Config, Database, DatabaseAddress, Outbox } from '#libs/platform';
import { DEFAULT_LIMITS, noBus, workerCompactor } from '#libs/sync';

import { AccessWatch } from './access-watch.js';
import { CollabMetrics } from './collab-metrics.js';
import { EditAnnouncer } from './edit-announcer.js';
import { Gateway } from './gateway.js';
import { LiveDocuments } from './live-documents.js';
import { PostgresUpdateLog, poolForLog } from './postgres-update-log.js';
import { RoomKinds } from './room-kinds.js';

/** Live documents. Every process can read and write their log; those with the role `collab` open the door for websockets. */
@Module({
  providers: [
    RoomKinds,
    AccessWatch,
    Gateway,
    { provide: CollabMetrics, useFactory: () => new CollabMetrics() },
    {
      provide: PostgresUpdateLog,
      inject: [DatabaseAddress],
      useFactory: (address: DatabaseAddress) => new PostgresUpdateLog(poolForLog(address.url, DEFAULT_LIMITS.commitWriters)),
    },
    {
      provide: LiveDocuments,
      inject: [Config, PostgresUpdateLog, CollabMetrics, Database, Outbox],
      useFactory: (config: Config, log: PostgresUpdateLog, metrics: CollabMetrics, database: Database, outbox: Outbox) =>
        new LiveDocuments({ config, log, metrics, bus: noBus, compactor: workerCompactor(), announcer: new EditAnnouncer(database, outbox) }),
    },
  ],
  exports: [RoomKinds, LiveDocuments],
})
export class CollaborationModule {}

import { Module } from '@nestjs/common';

import { Config, Database, DatabaseAddress, Outbox } from '#libs/platform';
import { DEFAULT_LIMITS, noBus, workerCompactor } from '#libs/sync';

import { AccessWatch } from './access-watch.js';
import { CollabMetrics } from './collab-metrics.js';
import { EditAnnouncer } from './edit-announcer.js';
import { Gateway } from './gateway.js';
import { LiveDocuments } from './live-documents.js';
import { NotifyBus } from './notify-bus.js';
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
      // Our own PostgreSQL serves one process; one that is configured may serve several, of which none knows of the others.
      provide: NotifyBus,
      inject: [Config, DatabaseAddress, Database, PostgresUpdateLog],
      useFactory: (config: Config, address: DatabaseAddress, database: Database, log: PostgresUpdateLog) =>
        config.databaseUrl === null ? null : new NotifyBus(address.url, database, log),
    },
    {
      provide: LiveDocuments,
      inject: [Config, PostgresUpdateLog, NotifyBus, CollabMetrics, Database, Outbox],
      useFactory: (config: Config, log: PostgresUpdateLog, bus: NotifyBus | null, metrics: CollabMetrics, database: Database, outbox: Outbox) =>
        new LiveDocuments({ config, log, metrics, bus: bus ?? noBus, compactor: workerCompactor(), announcer: new EditAnnouncer(database, outbox) }),
    },
  ],
  exports: [RoomKinds, LiveDocuments],
})
export class CollaborationModule {}

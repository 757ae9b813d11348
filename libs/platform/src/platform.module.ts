import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { Clock, SystemClock } from '#libs/kernel';

import { Config } from './config/config.js';
import { createDataSource } from './database/data-source.js';
import { Database } from './database/database.js';
import { DatabaseAddress } from './database/database-address.js';
import { EventDelivery } from './events/event-delivery.js';
import { EventStream } from './events/event-stream.js';
import { Outbox } from './events/outbox.js';
import { Files } from './files/files.js';
import { InputPipe } from './graphql/input.pipe.js';
import { LiveConnections } from './graphql/live-connections.js';
import { OnlyMarkedInterceptor } from './graphql/only-marked.interceptor.js';
import { AccessGuard } from './graphql/operation-access.js';
import { ErrorFilter } from './http/error.filter.js';
import { Upgrades } from './http/upgrades.js';
import { Mailer } from './mail/mailer.js';
import { HealthController } from './operations/health.controller.js';

const SERVICES = [Database, Files, Outbox, EventStream, EventDelivery, LiveConnections, Mailer, Upgrades];

/** What every domain stands on. The database is up and migrated before this is made. */
@Global()
@Module({})
export class PlatformModule {
  static of(config: Config, address: DatabaseAddress): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers: [
        ...SERVICES,
        { provide: Config, useValue: config },
        { provide: DatabaseAddress, useValue: address },
        { provide: Clock, useClass: SystemClock },
        {
          provide: DataSource,
          useFactory: () => createDataSource({ url: address.url, pool: config.databasePool }).initialize(),
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: OnlyMarkedInterceptor },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [...SERVICES, Config, DatabaseAddress, Clock, DataSource, DiscoveryModule],
    };
  }
}

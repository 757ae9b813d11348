import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { type Config, createLogger, guardTheEdge, NestLogger, serveTheWebApp, setTimeouts } from '#libs/platform';

import { AppModule } from './app.module.js';
import { bringUpToDate, ROOT } from './bring-up-to-date.js';
import { openDatabase } from './open-database.js';

export interface RunningServer {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** Lets go of everything in the right order: callers, live documents, events, and last the database. */
  stop(): Promise<void>;
}

/** Starts this process' roles, with its own PostgreSQL unless one is configured. */
export async function startServer(config: Config, say: (line: string) => void): Promise<RunningServer> {
  const opened = await openDatabase(config, say);
  try {
    await bringUpToDate(opened.address, say);
    const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config, opened.address), {
      bodyParser: false,
      logger: new NestLogger(createLogger(config)),
    });
    guardTheEdge(app, config);
    serveTheWebApp(app, join(ROOT, 'apps/web/dist'));
    setTimeouts(app.getHttpServer());
    await app.init();
    const url = await listen(app.getHttpServer() as Server, config).catch(async (error: unknown) => {
      // Or what it has begun complains, over the one line that matters, that its database goes away.
      await app.close();
      throw error;
    });
    return {
      app,
      url,
      stop: async () => {
        app.getHttpServer().closeIdleConnections();
        await app.close();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function listen(server: Server, config: Config): Promise<string> {
  // A storm of people coming back at once must wait in the queue, not be turned away.
  server.listen({ port: config.port, host: config.host, backlog: 4096 });
  await once(server, 'listening');
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${(server.address() as AddressInfo).port}`;
}

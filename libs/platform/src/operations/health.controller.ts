import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { register } from 'prom-client';

import { Database } from '../database/database.js';
import { Public } from '../graphql/operation-access.js';

/** What a supervisor asks: is it alive, can it work, how is it doing. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** Alive: the process answers. A database that is away is no reason to restart us. */
  @Public()
  @Get('healthz')
  healthz(): { status: string } {
    return { status: 'ok' };
  }

  /** Ready: the process can do its work now. */
  @Public()
  @Get('readyz')
  async readyz(): Promise<{ status: string }> {
    try {
      await this.database.sql('SELECT 1');
    } catch {
      throw new ServiceUnavailableException('The database does not answer.');
    }
    return { status: 'ready' };
  }

  /** Prometheus' text format. Counts and durations only: nothing here names a person or a thing. */
  @Public()
  @Get('metrics')
  @Header('Content-Type', register.contentType)
  async metrics(): Promise<string> {
    return register.metrics();
  }
}

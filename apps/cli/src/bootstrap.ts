import { NestFactory } from '@nestjs/core';

import { type Actor, SCOPES } from '#libs/access';
import { AccountService, ActorService, CredentialService, IdentityModule } from '#libs/identity';
import { type Config, PlatformModule } from '#libs/platform';

import { bringUpToDate } from '../../server/src/bring-up-to-date.js';
import { openDatabase } from '../../server/src/open-database.js';

export interface BootstrapOptions {
  readonly group: string;
  readonly email: string;
  readonly password: string;
  readonly name?: string;
  readonly json?: boolean;
}

/**
 * Does what the first-run page does, and makes a token besides. Works while no server runs on the folder, and beside one
 * that uses DATABASE_URL.
 *
 * @throws DomainError `ALREADY_SET_UP` when there is a group, and those of the first-run page.
 */
export async function bootstrap(config: Config, options: BootstrapOptions): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const opened = await openDatabase(config, say);
  try {
    await bringUpToDate(opened.address, say);
    const app = await NestFactory.createApplicationContext(
      { module: IdentityModule, imports: [PlatformModule.of(config, opened.address)] },
      { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      const person = { name: options.name ?? options.email.split('@')[0] ?? options.email, email: options.email, password: options.password };
      const first = await app.get(AccountService).createFirstGroup(options.group, person, { address: 'local', userAgent: 'command line' });
      const actor = await app.get(ActorService).fromSession(first.secret) as Actor;
      const { token } = await app.get(CredentialService).createToken(actor, 'bootstrap', SCOPES, null);
      await app.get(CredentialService).revokeSession(actor, actor.credentialId as never);
      const result = { groupId: first.groupId, userId: first.userId, token };
      process.stdout.write(options.json === true
        ? `${JSON.stringify(result)}\n`
        : `The group “${options.group}” is there. Sign in as ${options.email}.\nToken (all scopes, shown once): ${token}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await opened.close();
  }
}

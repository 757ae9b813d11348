import 'reflect-metadata';

import { Command } from 'commander';

import { ConfigError, readConfig } from '#libs/platform';
import { DomainError } from '#libs/kernel';

import { bootstrap } from './bootstrap.js';
import { demo } from './demo/demo.js';
import { generate, print } from './generate.js';

const program = new Command('cli').description('Colloquium on the command line. Settings are environment variables: docs/configuration.md.');

program.command('bootstrap')
  .description('Create the group and its lead on an empty installation, and print a token with all scopes.')
  .requiredOption('--group <name>', 'the name of the group')
  .requiredOption('--email <address>', 'the lead’s e-mail address')
  .requiredOption('--password <password>', 'the lead’s password, at least 10 characters')
  .option('--name <name>', 'the lead’s name; the address’ first part when absent')
  .option('--json', 'print {groupId,userId,token} as JSON')
  .action((options: { group: string; email: string; password: string; name?: string; json?: boolean }) => bootstrap(readConfig(process.env), options));

program.command('demo').description('Start on a throwaway folder with a believable group, whose results are computed while you wait.').action(() => demo(process.env));
program.command('generate').description('Write every generated file: the GraphQL schema, the matrix of rights, the settings.').action(generate);
program.command('print-schema').description('Print the GraphQL schema.').action(() => print('apps/server/schema.graphql'));
program.command('print-access-matrix').description('Print who may do what.').action(() => print('docs/access-matrix.md'));
program.command('print-config').description('Print the settings.').action(() => print('docs/configuration.md'));

program.parseAsync().catch((error: unknown) => {
  const known = error instanceof DomainError || error instanceof ConfigError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});

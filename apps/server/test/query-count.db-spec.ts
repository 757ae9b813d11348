import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AdvancedConsoleLogger, DataSource } from 'typeorm';

import { Config } from '#libs/platform';
import { useWorld } from '#libs/testing';

import { assemble } from '../src/describe.js';

/** Counts what is sent to PostgreSQL. */
class CountingLogger extends AdvancedConsoleLogger {
  count = 0;

  override logQuery(): void {
    this.count += 1;
  }
}

const world = useWorld();
const logger = new CountingLogger();
let app: NestExpressApplication;
let url = '';
let cookie = '';

beforeAll(async () => {
  await world.dataSource.query('DELETE FROM research_group');
  // Without the worker, which asks on its own account.
  app = await assemble(Config.of({ ROLES: 'api' }), world.address);
  app.get(DataSource).setOptions({ logging: ['query'], logger });
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer() as { address(): AddressInfo }).address().port}`;
  await ask('mutation($input: CreateFirstGroupInput!) { createFirstGroup(input: $input) { email } }',
    { input: { groupName: 'Vision Lab', name: 'Lena Deng', email: 'lena@example.org', password: 'correct horse battery' } });
}, 60_000);
afterAll(() => app.close());

async function ask<T = Record<string, never>>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify({ query, variables }) });
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  expect(errors).toBeUndefined();
  return data;
}

async function countOf(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  await ask(query, variables);
  logger.count = 0;
  await ask(query, variables);
  return logger.count;
}

async function propose(title: string): Promise<string> {
  const { createProposal } = await ask<{ createProposal: { id: string } }>('mutation($title: String!) { createProposal(input: { template: "method", title: $title }) { id } }', { title });
  return createProposal.id;
}

const discuss = (proposalId: string, body: string) =>
  ask('mutation($input: OpenThreadInput!) { openThread(input: $input) { id } }', { input: { proposalId, kind: 'question', body } });

describe('how many questions a page asks the database', () => {
  it('does not depend on how many proposals it shows', async () => {
    const page = `{
      proposals { nodes { id title viewerMay openThreadCount authors { name } readers { name } document { id title viewerMay }
        nextStages { stage missing { code } } submissions { id venue { name } } experiments(first: 2) { nodes { id name } } } }
      portfolio { nodes { proposal { title authors { name } } openConcerns waitingOn { name } health { line } nextDeadline { at } } }
    }`;
    await propose('First');
    const one = await countOf(page);
    for (let i = 0; i < 9; i += 1) await discuss(await propose(`Another ${i}`), 'Why?');
    expect({ of: 'ten proposals', queries: await countOf(page) }).toEqual({ of: 'ten proposals', queries: one });
  }, 30_000);

  it('does not depend on how many threads and comments there are', async () => {
    const id = await propose('Discussed');
    const page = `query($id: ID!) { threads(subject: { kind: proposal, id: $id }) { nodes {
      id state viewerMay raisedBy { name } anchor { quote } comments { body author { name } reactions { emoji people { name } } revisions { body } mentions { name } viewerMay } } } }`;
    await discuss(id, 'One?');
    const one = await countOf(page, { id });
    for (let i = 0; i < 9; i += 1) await discuss(id, `Question ${i}?`);
    expect({ of: 'ten threads', queries: await countOf(page, { id }) }).toEqual({ of: 'ten threads', queries: one });
    expect(one).toBeLessThan(15);
  }, 30_000);
});

import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { ROLES } from '#libs/access';
import { Config, operationsOf, standingsAllowed } from '#libs/platform';
import { useWorld } from '#libs/testing';

import { assemble, generatedFiles, schemaOf } from '../src/describe.js';

const world = useWorld();
let app: NestExpressApplication;
beforeAll(async () => {
  app = await assemble(Config.of({}), world.address);
}, 60_000);
afterAll(() => app.close());

/** Everything a stranger may call. Adding to it is a decision, so it is written down twice. */
const OPEN_TO_STRANGERS = [
  // MLflow's clients ask these before they sign in.
  'GET /health',
  'GET /healthz',
  'GET /metrics',
  'GET /readyz',
  'GET /version',
  'Mutation acceptInvitation',
  'Mutation createFirstGroup',
  'Mutation signIn',
  'Query installation',
  'Query invitationPreview',
];

describe('the house', () => {
  it('knows for every root field of the schema who decides', () => {
    const decided = new Set(operationsOf(app).filter(({ access }) => access !== undefined).map(({ kind, name }) => `${kind} ${name}`));
    const schema = schemaOf(app);
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
      .flatMap((type) => (type ? Object.keys(type.getFields()).map((name) => `${type.name} ${name}`) : []));
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => !decided.has(field))).toEqual([]);
  });

  it('has no handler, GraphQL or REST, that does not say who may call it', () => {
    expect(operationsOf(app).filter(({ access }) => access === undefined).map(({ handler }) => handler)).toEqual([]);
  });

  it('opens to strangers what is on the list and nothing else', () => {
    expect(operationsOf(app).filter(({ access }) => access?.by === 'public').map(({ kind, name }) => `${kind} ${name}`)).toEqual(OPEN_TO_STRANGERS);
  });

  it('has no policy by which anybody may do anything with what belongs to another group', () => {
    const leaks = operationsOf(app).flatMap(({ kind, name, access }) =>
      ROLES.filter((role) => access !== undefined && standingsAllowed(access, role).includes('foreign')).map((role) => `${kind} ${name} (${role})`));
    expect(leaks).toEqual([]);
  });

  it('names in every declaration an action that its policy has', () => {
    const wrong = operationsOf(app).filter(({ access }) => access?.by === 'policy' && access.policy.may[access.action] === undefined);
    expect(wrong.map(({ handler }) => handler)).toEqual([]);
  });

  it('is described by committed files that are up to date (else: npm run generate)', async () => {
    for (const [place, content] of Object.entries(generatedFiles(app))) {
      expect({ place, content: await readFile(place, 'utf8') }).toEqual({ place, content });
    }
  });

  it('has entities and migrations that describe the same schema', async () => {
    const { upQueries } = await world.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});

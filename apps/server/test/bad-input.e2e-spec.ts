import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { encodeCursor, newId } from '#libs/kernel';

import { type Belongings, belongingsOf, MUTATIONS, QUERIES } from './support/calls.js';
import { Caller, foundGroup, join } from './support/caller.js';
import { type Leaf, leavesOf, valueAt } from './support/leaves.js';
import { useOpenServer } from './support/open-server.js';
import { METRIC } from './support/research.js';
import { dummyArguments, operationOf, type RootField, schemaOf } from './support/schema-walk.js';

const { server, database } = useOpenServer();
let lead: Caller;
let stranger: Caller;
let schema: GraphQLSchema;
let mine: Belongings;
let theirs: Belongings;
beforeAll(async () => {
  lead = await foundGroup(server);
  schema = await schemaOf(lead);
  mine = await belongingsOf(lead, 'marimba');
  stranger = await database.anotherGroup(server);
  theirs = await belongingsOf(stranger, 'xylophone');
}, 60_000);

type Kind = 'query' | 'mutation';
/** Marks a place in our code or a statement of ours; no answer may hold one. */
const OUR_INSIDES = /\n\s+at |\.[cm]?[jt]s:\d|node_modules|SELECT |INSERT INTO|UPDATE \w+ SET|byte sequence|syntax error at|violates|password_hash|\$argon2/;

interface Answer {
  readonly code: string;
  readonly field: string | null;
  /** All of it, without the ids that were given. */
  readonly words: string;
}

/** What is answered, which shows nothing of the insides. `OK` when it is not refused. */
async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  expect(text).not.toMatch(OUR_INSIDES);
  const { errors, code } = JSON.parse(text) as { errors?: { message: string; extensions: { code: string; field?: string } }[]; code?: string };
  const extensions = errors?.[0]?.extensions;
  return { code: code ?? extensions?.code ?? 'OK', field: extensions?.field ?? null, words: text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID') };
}

const fieldsOf = (kind: Kind): RootField[] => Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())!.getFields());
const call = async (by: Caller, kind: Kind, field: RootField, given: Readonly<Record<string, unknown>>): Promise<Answer> =>
  read(await by.post(JSON.stringify({ query: operationOf(kind, field, Object.keys(given), 1), variables: given })));

/** Every single value of a type in the good calls of a kind, with how to make the call with another value there. */
const places = (kind: Kind, isOf: (type: string) => boolean): { name: string; field: RootField; leaf: Leaf; foreign: unknown }[] =>
  fieldsOf(kind).flatMap((field) => {
    const of = (kind === 'query' ? QUERIES : MUTATIONS)[field.name];
    if (of === undefined) return [];
    return leavesOf(field, of(mine)).filter(({ type }) => isOf(type)).map((leaf) => ({ name: `${field.name} ${leaf.path}`, field, leaf, foreign: valueAt(of(theirs), leaf.path) }));
  });

/** That whatever is tried writes nothing, in no table. */
async function expectNothingWritten(what: string, work: () => Promise<unknown>): Promise<void> {
  const before = await database.checksum();
  await work();
  expect({ what, tables: await database.checksum() }).toEqual({ what, tables: before });
}

it('knows a good call of every mutation, and of every query that takes arguments, with all that they take', () => {
  for (const [kind, table] of [['mutation', MUTATIONS], ['query', QUERIES]] as const) {
    for (const field of fieldsOf(kind).filter(({ args }) => args.length > 0)) {
      const given = Object.keys(table[field.name]?.(mine) ?? {});
      expect([field.name, field.args.map(({ name }) => name).filter((name) => name !== 'after' && !given.includes(name))]).toEqual([field.name, []]);
    }
  }
});

describe('an id', () => {
  /** Where an id narrows a list or stands among others, nothing is found by it. */
  const FINDS_NOTHING = /^(actions ownerId|experiments proposalId|metricSeries runIds|proposals filter\.authorId)/;

  it.each(['mutation', 'query'] as const)('that is unknown, malformed or another group’s is refused in the same words, in each place of each %s', async (kind) => {
    const found = places(kind, (type) => type === 'ID');
    expect(found.length).toBeGreaterThan(20);
    for (const { name, field, leaf, foreign } of found) {
      await expectNothingWritten(name, async () => {
        const unknown = await call(lead, kind, field, leaf.with(newId()));
        if (FINDS_NOTHING.test(name)) expect([name, unknown.code]).toEqual([name, 'OK']);
        else expect([name, unknown.code]).toEqual([name, expect.stringMatching(/^(NOT_FOUND|PERSON_UNKNOWN|INVALID_INPUT)$/)]);
        for (const id of [foreign, 'no id', '', `${mine.proposalId}'--`, mine.proposalId.toUpperCase()]) {
          expect([name, id, await call(lead, kind, field, leaf.with(id))]).toEqual([name, id, unknown]);
        }
      });
    }
  }, 60_000);
});

describe('a text', () => {
  /** Texts that name something, and so are refused as unknown whatever is wrong with them. */
  const NAMES: Readonly<Record<string, string>> = {
    'acceptInvitation token': 'INVITATION_INVALID', 'changePassword current': 'WRONG_PASSWORD', 'signIn email': 'SIGN_IN_FAILED', 'signIn password': 'SIGN_IN_FAILED',
    'createVenue input.deadlines.0.localTime': 'LOCAL_TIME_INVALID', 'createVenue input.deadlines.0.zone': 'ZONE_UNKNOWN',
    'scheduleMeeting input.timeZone': 'ZONE_UNKNOWN', 'updateMeeting input.timeZone': 'ZONE_UNKNOWN',
  };
  /** `input.topics.0` is the field `topics`; the fields of a template are named by their keys. */
  const namedAs = (path: string): RegExp => new RegExp(`^${path.replace(/^input\./, '').replace(/\.\d+$/, '').replace(/^fields\.\d+.*/, 'fields\\..+')}$`);

  it('that is too long is refused by the name of its field, in each place of each mutation', async () => {
    for (const { name, field, leaf } of places('mutation', (type) => type === 'String')) {
      await expectNothingWritten(name, async () => {
        const { code, field: named } = await call(lead, 'mutation', field, leaf.with('x'.repeat(200_001)));
        expect([name, code]).toEqual([name, NAMES[name] ?? (field.name === 'createFirstGroup' ? 'ALREADY_SET_UP' : 'INVALID_INPUT')]);
        if (code === 'INVALID_INPUT') expect([name, named]).toEqual([name, expect.stringMatching(namedAs(leaf.path))]);
      });
    }
  }, 60_000);

  it('with a character that cannot be stored is refused, in each place of each operation', async () => {
    for (const kind of ['mutation', 'query'] as const) {
      for (const { name, field, leaf } of places(kind, (type) => type === 'String')) {
        await expectNothingWritten(name, async () => {
          expect([name, await call(lead, kind, field, leaf.with('a\0b'))]).toEqual([name, expect.objectContaining({ code: 'INVALID_INPUT', field: expect.any(String) })]);
        });
      }
    }
  }, 60_000);
});

describe('a value', () => {
  it('that is none of an enum is refused, in each place of each operation', async () => {
    for (const kind of ['mutation', 'query'] as const) {
      const found = places(kind, (type) => !['ID', 'String', 'Int', 'Float', 'Boolean', 'DateTime'].includes(type));
      for (const { name, field, leaf } of found) {
        await expectNothingWritten(name, async () => {
          expect([name, (await call(lead, kind, field, leaf.with('chef'))).code]).toEqual([name, 'BAD_USER_INPUT']);
        });
      }
    }
  });

  it('that is out of all bounds is never our failure, in any place of any operation', async () => {
    const values: Readonly<Record<string, readonly unknown[]>> = {
      Int: [2_147_483_647, -2_147_483_648, 2 ** 53, 1.5], Float: [1e308, -1, 1e-320, 1e-9, 1 - 2 ** -53], Boolean: ['true', 1],
      DateTime: ['yesterday', '+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z', 1e20, '2030-02-30T00:00:00Z'], String: ['', ' ', 'a\ud800b', '\ufffe\u202e%_\\\'";--'],
    };
    for (const kind of ['query', 'mutation'] as const) {
      for (const { name, field, leaf } of places(kind, (type) => type in values && type !== 'ID')) {
        for (const value of values[leaf.type]!) expect([name, value, (await call(lead, kind, field, leaf.with(value))).code]).not.toContain('INTERNAL_ERROR');
      }
    }
  }, 60_000);
});

describe('a page', () => {
  const paged = (): RootField[] => fieldsOf('query').filter(({ args }) => args.some(({ name }) => name === 'first'));

  it.each([0, 101, -1])('of %d is refused, in each list', async (first) => {
    expect(paged().length).toBeGreaterThan(8);
    for (const field of paged()) expect([field.name, (await call(lead, 'query', field, { ...QUERIES[field.name]!(mine), first })).code]).toEqual([field.name, 'PAGE_SIZE']);
  });

  it('after a cursor that its list did not make is refused, in each list', async () => {
    const cursors = ['', 'nonsense', '%%%', encodeCursor([]), encodeCursor([1, 2, 3, 4]), encodeCursor(['a\0', newId()]), encodeCursor(['9999-99-99T00:00:00.000Z', newId()]), encodeCursor(['2026-01-01T00:00:00.000Z', 'x'])];
    for (const field of paged().filter(({ args }) => args.some(({ name }) => name === 'after'))) {
      for (const after of cursors) {
        expect([field.name, after, (await call(lead, 'query', field, { ...QUERIES[field.name]!(mine), after })).code]).toEqual([field.name, after, 'CURSOR_INVALID']);
      }
    }
  });
});

describe('whoever may not', () => {
  /** What everybody may do for themselves, and what a lead may do in a group of their own. */
  const OWN = ['acceptInvitation', 'changePassword', 'createFirstGroup', 'createToken', 'signIn', 'signOut', 'updateProfile'];
  const OF_A_LEAD = ['createVenue', 'invite'];
  const OPEN_TO_STRANGERS = ['acceptInvitation', 'createFirstGroup', 'installation', 'invitationPreview', 'signIn'];

  it('is not signed in is told so by every operation but those of the list, whatever it is given', async () => {
    const nobody = new Caller(server);
    const open: string[] = [];
    await expectNothingWritten('nobody', async () => {
      for (const kind of ['query', 'mutation'] as const) {
        for (const field of fieldsOf(kind)) {
          const { code } = await call(nobody, kind, field, dummyArguments(field));
          if (code !== 'SIGN_IN_REQUIRED') open.push(field.name);
        }
      }
    });
    expect(open.sort()).toEqual(OPEN_TO_STRANGERS);
  });

  it('is a guest whom nothing was shared with, or the lead of another group, changes nothing by any mutation', async () => {
    const guest = await join(lead, 'guest', 'Gil Ek');
    for (const [caller, allowed] of [[guest, OWN], [stranger, [...OWN, ...OF_A_LEAD]]] as const) {
      for (const field of fieldsOf('mutation').filter(({ name }) => !allowed.includes(name))) {
        await expectNothingWritten(field.name, async () => {
          const { code } = await call(caller, 'mutation', field, MUTATIONS[field.name]!(mine));
          expect([field.name, code]).toEqual([field.name, expect.stringMatching(/^(NOT_FOUND|FORBIDDEN|PERSON_UNKNOWN)$/)]);
        });
      }
    }
  });
});

describe('a stage', () => {
  it('that is not the next is refused, with the way that is not open', async () => {
    const { createProposal } = await lead.graphql<{ createProposal: { id: string } }>('mutation { createProposal(input: { template: "method", title: "Draft" }) { id } }');
    for (const to of ['published', 'submitted', 'writing', 'draft']) {
      await expectNothingWritten(to, async () => {
        expect(await lead.refusal('mutation($id: ID!, $to: ProposalStage!) { moveProposal(id: $id, to: $to) { id } }', { id: createProposal.id, to }))
          .toMatchObject({ code: 'STAGE_NOT_ALLOWED', details: { from: 'draft', to } });
      });
    }
  });
});

describe('a request', () => {
  const gql = (query: string, variables: object = {}): string => JSON.stringify({ query, variables });
  const LEVEL = 'experiments { nodes { proposal {';
  const [deep, fragments] = [
    `{ proposals { nodes { ${`${LEVEL} `.repeat(6)} id ${'} } } '.repeat(6)} } } }`,
    [...'ABCDEF'].map((name, i) => `fragment ${name} on Proposal { ${LEVEL} ${i === 5 ? 'id' : `...${'BCDEF'[i]}`} } } } }`).join(' '),
  ];
  const requests: [what: string, code: string, says: RegExp, body: string, headers?: Record<string, string>][] = [
    ['of 20,000 braces', 'GRAPHQL_PARSE_FAILED', /2000 tokens/, gql('{ a '.repeat(20_000))],
    ['of 20,000 fields', 'GRAPHQL_PARSE_FAILED', /2000 tokens/, gql(`{ ${'viewer { email } '.repeat(20_000)} }`)],
    ['of 31 aliases', 'GRAPHQL_VALIDATION_FAILED', /Aliases limit/, gql(`{ ${Array.from({ length: 31 }, (_, i) => `a${i}: installation { groupName }`).join(' ')} }`)],
    ['20 deep', 'GRAPHQL_VALIDATION_FAILED', /depth limit/, gql(deep)],
    ['20 deep by fragments', 'GRAPHQL_VALIDATION_FAILED', /depth limit/, gql(`{ proposals { nodes { ...A } } } ${fragments}`)],
    ['of a fragment within itself', 'GRAPHQL_VALIDATION_FAILED', /itself/, gql('{ viewer { ...A } } fragment A on Viewer { email ...A }')],
    ['of 21 directives', 'GRAPHQL_VALIDATION_FAILED', /Directives limit/, gql(`{ installation { groupName ${'@include(if: true) '.repeat(21)} } }`)],
    ['that costs too much by its variables', 'OPERATION_TOO_COMPLEX', /costs \d+/,
      gql('query($n: Int) { proposals(first: $n) { nodes { experiments(first: $n) { nodes { id name arms { name } } } } } }', { n: 100 })],
    ['of 2 MB', 'BODY_TOO_LARGE', /1 MB/, gql('{ viewer { email } }', { padding: 'x'.repeat(2_000_000) })],
    ['that is no JSON', 'BODY_UNREADABLE', /JSON/, '{"query": "{ viewer'],
    ['of several at once', 'BAD_REQUEST', /batch/, `[${gql('{ viewer { email } }')},${gql('{ viewer { email } }')}]`],
    ['without a query', 'BAD_REQUEST', /no keys/, '{}'],
    ['that asks for what is not there', 'GRAPHQL_VALIDATION_FAILED', /Cannot query field/, gql('{ viewer { emial } }')],
    ['as another site’s form could send it', 'BAD_REQUEST', /CSRF/, gql('{ viewer { email } }'), { 'content-type': 'text/plain' }],
  ];

  it.each(requests.map(([what, code, says, body, headers = {}]) => [what, code, says, body, headers] as const))('%s is refused with %s', async (_what, code, says, body, headers) => {
    await expectNothingWritten(code, async () => {
      const answer = await read(await lead.post(body, headers));
      expect(answer).toEqual({ code, field: null, words: expect.stringMatching(says) });
      expect(answer.words).not.toMatch(/did you mean/i);
    });
    expect((await lead.graphql<{ viewer: object }>('{ viewer { email } }')).viewer).toBeDefined();
  });

  it('to MLflow with a metric that is no number is refused whole', async () => {
    const script = Caller.withToken(server, await lead.createToken(['runs']));
    const [run_id] = mine.runIds;
    const good = { key: METRIC, value: 0.5, timestamp: 1 };
    for (const value of ['high', '', '0,5', '0x10', [], {}, true, null]) {
      await expectNothingWritten(JSON.stringify(value), async () => {
        for (const [path, body] of [['log-metric', { run_id, ...good, value }], ['log-batch', { run_id, metrics: [good, { ...good, value }], params: [{ key: 'new', value: 'x' }] }]] as const) {
          const { status, text } = await script.mlflow(`runs/${path}`, body);
          expect([value, status, (JSON.parse(text) as { error_code: string }).error_code]).toEqual([value, 400, 'INVALID_PARAMETER_VALUE']);
          expect(text).not.toMatch(OUR_INSIDES);
        }
      });
    }
  });
});

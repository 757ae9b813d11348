import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { WebSocket } from 'ws';

import { type Scope, SCOPES } from '#libs/access';

import { Caller, foundGroup, PASSWORD } from './support/caller.js';
import { until } from './support/live-client.js';
import { dummyArguments, operationOf, schemaOf } from './support/schema-walk.js';
import { type ServerProcess, useServer } from './support/server.js';
import { Subscriber } from './support/subscriber.js';

const PUBLIC_URL = 'https://colloquium.example';

/** One as it comes, and one behind a proxy that speaks https. */
const server = useServer();
const proxied = useServer({ env: { PUBLIC_URL, TRUSTED_PROXIES: '1' } });
let lead: Caller;
let behindProxy: Caller;
let schema: GraphQLSchema;
let documentId: string;
beforeAll(async () => {
  lead = await foundGroup(server);
  behindProxy = await foundGroup(proxied);
  schema = await schemaOf(lead);
  documentId = (await lead.graphql<{ createDocument: { id: string } }>('mutation { createDocument(title: "Notes") { id } }')).createDocument.id;
}, 60_000);

const leaving: (() => unknown)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0)) await leave();
});

const VIEWER = JSON.stringify({ query: '{ viewer { email } }' });
const isAlive = async (): Promise<boolean> => (await fetch(`${server.url}/readyz`)).ok;

/** How an upgrade is answered: with the code with which the websocket is closed, `open`, or the status of a refusal. */
async function upgrade(at: ServerProcess, path: string, headers: Record<string, string>, protocol?: string): Promise<number | 'open'> {
  const socket = new WebSocket(`${at.websocketUrl}${path}`, protocol, { headers });
  leaving.push(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
    socket.on('error', () => undefined);
    socket.on('close', (code) => resolve(code));
    socket.on('message', () => resolve('open'));
    if (protocol !== undefined) socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
  });
}

describe('every answer', () => {
  it.each(['/healthz', '/graphql', '/files/x', '/nowhere', '/api/2.0/mlflow/nowhere'])('of %s tells the browser to trust nothing else', async (path) => {
    const { headers } = await fetch(server.url + path);
    const policy = Object.fromEntries((headers.get('content-security-policy') ?? '').split(';').map((one) => one.trim().split(/ (.*)/) as [string, string]));
    expect(policy).toMatchObject({ 'default-src': "'self'", 'script-src': "'self'", 'object-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'", 'img-src': "'self' data: blob:" });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('strict-transport-security')).toBe(false);
    expect((await fetch(proxied.url + path)).headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
  });

  it('is "not found" for a file of an earlier version, and the page for any other address', async () => {
    const gone = await fetch(`${server.url}/assets/index-gone.js`);
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store']);
    const page = await fetch(`${server.url}/proposals/anything`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('lets no page of another site read it', async () => {
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const { headers } = await fetch(`${server.url}/graphql`, { method, headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the session’s cookie', () => {
  const cookieFrom = async (at: ServerProcess): Promise<string[]> => {
    const response = await new Caller(at).post(JSON.stringify({ query: `mutation { signIn(email: "lena@example.org", password: "${PASSWORD}") { email } }` }));
    return (response.headers.getSetCookie()[0] ?? '').split('; ').map((part) => part.replace(/=.{43}$|=(?=\w{3}, ).*/, '=…'));
  };

  it('is not for scripts, nor for other sites', async () => {
    expect(await cookieFrom(server)).toEqual(['colloquium=…', 'Path=/', 'Expires=…', 'HttpOnly', 'SameSite=Lax']);
  });

  it('is bound to the host and to https where there is https', async () => {
    expect(await cookieFrom(proxied)).toEqual(['__Host-colloquium=…', 'Path=/', 'Expires=…', 'HttpOnly', 'Secure', 'SameSite=Lax']);
  });

  it('is worth nothing under another name, and after signing out', async () => {
    const { cookie = '' } = behindProxy.headers;
    expect((await new Caller(proxied).post(VIEWER, { cookie: cookie.replace('__Host-', '') })).headers.getSetCookie()).toEqual([]);
    expect(await (await new Caller(proxied).post(VIEWER, { cookie: cookie.replace('__Host-', '') })).text()).toContain('SIGN_IN_REQUIRED');
    const passing = new Caller(server);
    await passing.graphql('mutation($password: String!) { signIn(email: "lena@example.org", password: $password) { email } }', { password: PASSWORD });
    const { headers } = passing;
    await passing.graphql('mutation { signOut }');
    expect(await (await new Caller(server).post(VIEWER, headers)).text()).toContain('SIGN_IN_REQUIRED');
  });
});

describe('a request from another site', () => {
  const foreign = (): string[] => ['https://evil.example', 'null', 'http://127.0.0.1', `${server.url}.evil.example`, `http://127.0.0.1@${server.url.slice(7)}.evil.example`, 'nonsense'];

  it('that carries the cookie writes nothing, over any interface', async () => {
    for (const origin of foreign()) {
      for (const path of ['/graphql', '/files', '/api/2.0/mlflow/experiments/create', '/ajax-api/2.0/mlflow/experiments/create']) {
        const response = await fetch(server.url + path, { method: 'POST', headers: { ...lead.headers, origin, 'content-type': 'application/json' }, body: VIEWER });
        expect([origin, path, response.status, await response.text()]).toEqual([origin, path, 403, expect.stringContaining('ORIGIN_NOT_ALLOWED')]);
      }
    }
    expect((await lead.post(VIEWER, { origin: server.url })).status).toBe(200);
  });

  it('is judged by the public address, where there is one', async () => {
    expect((await behindProxy.post(VIEWER, { origin: PUBLIC_URL })).status).toBe(200);
    for (const origin of [proxied.url, 'http://colloquium.example', 'https://colloquium.example:8443']) expect((await behindProxy.post(VIEWER, { origin })).status).toBe(403);
  });

  it('changes nothing by a link', async () => {
    for (const query of ['mutation { signOut }', '{ viewer { email } }']) {
      const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers: lead.headers });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    expect((await lead.post(VIEWER)).status).toBe(200);
  });

  it('opens no websocket with the cookie', async () => {
    for (const origin of foreign()) {
      expect([origin, await upgrade(server, `/collab/${documentId}`, { ...lead.headers, origin })]).toEqual([origin, 403]);
      expect([origin, await upgrade(server, '/graphql', { ...lead.headers, origin }, 'graphql-transport-ws')]).toEqual([origin, 4403]);
    }
    expect(await upgrade(server, `/collab/${documentId}`, { ...lead.headers, origin: server.url })).toBe('open');
    expect(await upgrade(server, '/graphql', { ...lead.headers, origin: server.url }, 'graphql-transport-ws')).toBe('open');
  });
});

describe('an upgrade', () => {
  it('to a path where there is nothing is refused', async () => {
    for (const path of ['/', '/nowhere', '/collab', '/collabs/x', '/GRAPHQL', '/files/x']) expect([path, await upgrade(server, path, lead.headers)]).toEqual([path, 404]);
  });

  it('by nobody is refused', async () => {
    expect(await upgrade(server, `/collab/${documentId}`, {})).toBe(4401);
    expect(await upgrade(server, '/graphql', {}, 'graphql-transport-ws')).toBe(4403);
  });

  it('that is none, or breaks off, hurts nobody', async () => {
    for (const upgradeTo of ['h2c', 'websocket, websocket', 'WebSocket']) {
      const asking = httpRequest(`${server.url}/collab/${documentId}`, { headers: { ...lead.headers, connection: 'Upgrade', upgrade: upgradeTo } });
      asking.on('error', () => undefined).end();
      await Promise.race([once(asking, 'response'), once(asking, 'upgrade'), once(asking, 'close')]);
      asking.destroy();
    }
    for (const path of ['/collab/x', '/graphql', '/nowhere']) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`);
      socket.resetAndDestroy();
    }
    expect(await isAlive()).toBe(true);
  });
});

describe('a token', () => {
  const codeOf = async (by: Caller, kind: 'query' | 'mutation', name: string): Promise<string> => {
    const type = kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
    const given = dummyArguments(type.getFields()[name]!);
    return by.graphql(operationOf(kind, type.getFields()[name]!, Object.keys(given), 1), given).then(() => 'OK', (error: { code: string }) => error.code);
  };
  const REFUSED = /^(SCOPE_MISSING|SESSION_REQUIRED)$/;
  const OPEN = ['acceptInvitation', 'createFirstGroup', 'signIn', 'installation', 'invitationPreview'];
  const namesOf = (kind: 'query' | 'mutation'): string[] =>
    Object.keys((kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!).getFields()).filter((name) => !OPEN.includes(name));

  it('without the scope for it can do nothing, by any operation', async () => {
    const tokens = async (...scopes: Scope[]): Promise<Caller> => Caller.withToken(server, await lead.createToken(scopes));
    const [reader, script, editor] = [await tokens('read'), await tokens('runs'), await tokens('collab')];
    for (const name of namesOf('mutation')) {
      for (const by of [reader, script, editor]) expect([name, await codeOf(by, 'mutation', name)]).toEqual([name, expect.stringMatching(REFUSED)]);
    }
    for (const name of namesOf('query')) {
      for (const by of [script, editor]) expect([name, await codeOf(by, 'query', name)]).toEqual([name, expect.stringMatching(REFUSED)]);
    }
    expect(await codeOf(reader, 'query', 'viewer')).toBe('OK');
    expect((await script.mlflow('experiments/search', { max_results: 1 })).status).toBe(200);
    for (const by of [reader, editor]) expect((await by.mlflow('experiments/search', { max_results: 1 })).status).toBe(403);
    for (const by of [reader, script, editor]) expect((await by.upload(documentId, 'x', 'x.txt', 'text/plain')).status).toBe(403);
    const page = new Subscriber(script);
    leaving.push(() => page.leave());
    const heard = page.listen('subscription($id: ID!) { threadChanged(subject: { kind: document, id: $id }) { id } }', { id: documentId });
    await until(() => heard.heard.length > 0 || heard.end !== null, () => 'the subscription was neither refused nor told of anything');
    expect([...heard.heard, heard.end]).toContain('SCOPE_MISSING');
  });

  it('of all scopes makes no tokens, and does not speak for the person', async () => {
    const token = await lead.createToken(SCOPES);
    for (const name of ['createToken', 'changePassword', 'updateProfile', 'signOut']) {
      expect([name, await codeOf(Caller.withToken(server, token), 'mutation', name)]).toEqual([name, 'SESSION_REQUIRED']);
    }
  });

  it('that runs out takes the open subscriptions with it', async () => {
    const page = new Subscriber(Caller.withToken(server, await lead.createToken(['read'], new Date(Date.now() + 1_000))));
    leaving.push(() => page.leave());
    const heard = page.listen('subscription($id: ID!) { threadChanged(subject: { kind: document, id: $id }) { id } }', { id: documentId });
    await until(() => page.closings.length > 0, () => 'the subscription stays open');
    expect([page.closings, heard.heard]).toEqual([[1013], []]);
  });

  it('is no secret that comes in an address, and opens nothing once it is revoked', async () => {
    const token = await lead.createToken(SCOPES);
    expect(await (await fetch(`${server.url}/graphql?token=${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: VIEWER })).text()).toContain('SIGN_IN_REQUIRED');
    const { myTokens } = await lead.graphql<{ myTokens: { id: string; prefix: string }[] }>('{ myTokens { id prefix } }');
    await lead.graphql('mutation($id: ID!) { revokeToken(id: $id) { id } }', { id: myTokens.find(({ prefix }) => token.startsWith(prefix))!.id });
    const caller = Caller.withToken(server, token);
    expect((await caller.refusal('{ viewer { email } }')).code).toBe('SIGN_IN_REQUIRED');
    expect((await caller.mlflow('experiments/search', { max_results: 1 })).status).toBe(401);
    expect(await upgrade(server, `/collab/${documentId}?token=${token}`, {})).toBe(4401);
  });
});

describe('an uploaded file', () => {
  it.each([
    ['a drawing', 'drawing.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', 'page.html', 'text/html', '<!doctype html><script>alert(1)</script>'],
    ['a page that says it is a photo', 'photo.png', 'image/png', '<html><body><script>alert(1)</script></body></html>'],
    ['a page whose name is a header', 'a"; filename="x.html\r\nX-Evil: 1', 'application/xhtml+xml', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
  ])('that could be a page of its own, such as %s, is only ever saved', async (_what, name, type, content) => {
    const uploaded = (await (await lead.upload(documentId, content, name, type)).json()) as { url: string };
    const response = await fetch(server.url + uploaded.url, { headers: lead.headers });
    expect(await response.text()).toBe(content);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''\S*$/),
      'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('x-evil')).toBe(false);
    for (const path of ['', '/', '%00', '?token=x'].map((end) => uploaded.url + end).concat(uploaded.url.toUpperCase(), `/${uploaded.url}`, `/api/..${uploaded.url}`)) {
      expect([path, await (await fetch(server.url + path)).text()]).not.toContain(content);
    }
  });
});

describe('guessing a password', () => {
  const SIGN_IN = 'signIn(email: $email, password: $password) { email }';
  const guess = async (at: ServerProcess, email: string, from: string, password = 'wrong horse'): Promise<string> => {
    const query = `mutation($email: String!, $password: String!) { ${SIGN_IN} }`;
    const response = await new Caller(at).post(JSON.stringify({ query, variables: { email, password } }), { 'x-forwarded-for': from });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code ?? 'OK';
  };

  it('is one guess a request, whatever its aliases', async () => {
    const tries = Array.from({ length: 30 }, (_, i) => `g${i}: signIn(email: "lena@example.org", password: ${i === 0 ? '"wrong horse"' : '$password'}) { email }`);
    const response = await new Caller(proxied).post(JSON.stringify({ query: `mutation($password: String!) { ${tries.join(' ')} }`, variables: { password: PASSWORD } }));
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toMatchObject({ errors: [{ path: ['g0'], extensions: { code: 'SIGN_IN_FAILED' } }] });
  });

  it('is over after ten times for an account, however it is spelled and wherever from', async () => {
    const spellings = ['hanna@example.org', ' HANNA@example.org ', 'Hanna@Example.ORG'];
    for (let i = 0; i < 10; i++) expect(await guess(proxied, spellings[i % 3]!, `192.0.2.${i}`)).toBe('SIGN_IN_FAILED');
    for (const spelling of spellings) expect(await guess(proxied, spelling, '198.51.100.1')).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess(proxied, 'lena@example.org', '198.51.100.1', PASSWORD)).toBe('OK');
  });

  it('is over after fifty times for a network, of which an IPv6 household has one', async () => {
    const homes = ['2001:db8::', '2001:db8:0:0:1:2:3:', '2001:0DB8::ffff:'];
    for (let i = 0; i < 50; i++) expect(await guess(proxied, `person${i}@example.org`, `${homes[i % 3]}${(i + 1).toString(16)}`)).toBe('SIGN_IN_FAILED');
    for (const home of homes) expect(await guess(proxied, 'lena@example.org', `${home}abc`, PASSWORD)).toBe('TOO_MANY_ATTEMPTS');
    expect(await guess(proxied, 'lena@example.org', '2001:db8:0:1::1', PASSWORD)).toBe('OK');
  });

  it('is not started anew by who only says to come from elsewhere', async () => {
    const answers: string[] = [];
    for (let i = 0; i < 51; i++) answers.push(await guess(server, `person${i}@example.org`, `192.0.2.${i}`));
    expect(answers.at(-1)).toBe('TOO_MANY_ATTEMPTS');
  });
});

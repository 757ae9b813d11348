import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';

import { type Actor, SCOPES } from '#libs/access';
import { CredentialService, IdentityModule } from '#libs/identity';
import { newId } from '#libs/kernel';
import { Config, guardTheEdge, PlatformModule } from '#libs/platform';
import { useWorld } from '#libs/testing';

import { Document } from '../documents/document.entity.js';
import { StoredFile } from '../documents/stored-file.entity.js';
import { aDocument } from '../testing/index.js';
import { ProposalsApiModule } from './proposals-api.module.js';

const world = useWorld();
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let app: NestExpressApplication, url: string, dataDir: string, author: Actor;
const document = aDocument({ groupId: world.groupId, audience: 'named' });
const tokens = new Map<Actor, string>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'colloquium-upload-'));
  const config = Config.of({ DATA_DIR: dataDir, UPLOAD_LIMIT_MB: '1', LOG_LEVEL: 'fatal' });
  const module = await Test.createTestingModule({ imports: [PlatformModule.of(config, world.address), IdentityModule, ProposalsApiModule] }).compile();
  app = module.createNestApplication<NestExpressApplication>({ bodyParser: false });
  app.useLogger(false);
  guardTheEdge(app, config);
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/files`;
  author = await world.person();
  await world.has(Document, Object.assign(document, { authorIds: [author.userId] }));
}, 60_000);
afterAll(async () => {
  await app.close();
  await rm(dataDir, { recursive: true });
});

async function as(actor: Actor): Promise<{ Authorization: string }> {
  const known = tokens.get(actor) ?? (await app.get(CredentialService).createToken(actor, 'test', [...SCOPES], null)).token;
  tokens.set(actor, known);
  return { Authorization: `Bearer ${known}` };
}

async function upload(actor: Actor, content: Uint8Array<ArrayBuffer>, { name = 'plot.png', field = 'file', to = document.id as string } = {}) {
  const body = new FormData();
  body.set(field, new Blob([content], { type: 'image/png' }), name);
  const response = await fetch(`${url}?documentId=${to}`, { method: 'POST', body, headers: await as(actor) });
  return { status: response.status, ...((await response.json()) as { id: string; url: string; code?: string }) };
}

const sendRaw = async (body: Buffer, contentType = 'multipart/form-data; boundary=xx') =>
  fetch(`${url}?documentId=${document.id}`, { method: 'POST', body: new Uint8Array(body), headers: { ...(await as(author)), 'Content-Type': contentType } });
const download = async (actor: Actor, id: string, headers = {}) => fetch(`${url}/${id}`, { headers: { ...(await as(actor)), ...headers } });
const drafts = () => readdir(join(dataDir, 'files/incoming')).catch(() => []);

describe('an uploaded image', () => {
  it('comes back to whoever reads the document, shown in the page and able to do nothing', async () => {
    const file = await upload(author, PNG);
    expect(file).toMatchObject({ status: 201, url: `/files/${file.id}`, name: 'plot.png', mediaType: 'image/png', size: PNG.length });
    const response = await download(author, file.id);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png', 'content-disposition': expect.stringMatching(/^inline/), 'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff', 'cache-control': 'private, no-cache', 'content-length': String(PNG.length),
    });
    expect((await download(author, file.id, { 'If-None-Match': response.headers.get('etag') })).status).toBe(304);
    expect(await world.events()).toContain('file.added');
  });

  it('is not there for anybody else, and nobody else adds one', async () => {
    const { id } = await upload(author, PNG);
    for (const other of [await world.person('lead'), await world.person('guest'), await world.anotherGroup()]) {
      const refused = await download(other, id);
      const unknown = await download(other, newId());
      expect([refused.status, unknown.status]).toEqual([404, 404]);
      expect({ ...((await refused.json()) as object), id: '' }).toEqual({ ...((await unknown.json()) as object), id: '' });
      expect(await upload(other, PNG)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    expect((await fetch(`${url}/${id}`)).status).toBe(401);
  });
});

describe('any other file', () => {
  it.each([
    ['a drawing that can run', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'logo.svg'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'page.png'],
  ])('is only ever saved, such as %s', async (_what, text, name) => {
    const { id } = await upload(author, Buffer.from(text), { name });
    const { headers } = await download(author, id);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('keeps a name in any script, without folders and without what is not seen', async () => {
    const { id, ...file } = await upload(author, Buffer.from('a'), { name: `../../Überblick 'α'\u202e.txt` });
    expect(file).toMatchObject({ name: `Überblick 'α'.txt` });
    expect((await download(author, id)).headers.get('content-disposition')).toBe(
      `attachment; filename="_berblick '_'.txt"; filename*=UTF-8''%C3%9Cberblick%20%27%CE%B1%27.txt`,
    );
  });
});

describe('an upload that is wrong', () => {
  it('is refused with a code, and leaves nothing', async () => {
    const before = await world.database.read(StoredFile).countBy({});
    expect(await upload(author, Buffer.alloc(1_000_001))).toMatchObject({ status: 400, code: 'FILE_TOO_LARGE' });
    expect(await upload(author, Buffer.alloc(0))).toMatchObject({ status: 400, code: 'FILE_EMPTY' });
    expect(await upload(author, PNG, { field: 'other' })).toMatchObject({ status: 400, code: 'UPLOAD_WITHOUT_FILE' });
    expect(await upload(author, PNG, { to: 'nonsense' })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await sendRaw(PNG, 'image/png')).status).toBe(400);
    expect((await sendRaw(PNG, 'multipart/form-data')).status).toBe(400);
    const twice = ['a', 'b'].map((name) => `--xx\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\ntext\r\n`).join('');
    expect(await (await sendRaw(Buffer.from(`${twice}--xx--\r\n`))).json()).toMatchObject({ code: 'UPLOAD_ONE_FILE' });
    expect(await world.database.read(StoredFile).countBy({})).toBe(before);
    expect(await drafts()).toEqual([]);
  });

  it('breaks nothing, wherever it is cut', async () => {
    const whole = Buffer.from('--xx\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nsome text\r\n--xx--');
    const statuses = new Set<number>();
    for (let length = 0; length < whole.length; length += 1) statuses.add((await sendRaw(whole.subarray(0, length))).status);
    expect([...statuses]).toEqual([400]);
    expect((await sendRaw(whole)).status).toBe(201);
    expect(await drafts()).toEqual([]);
  });

  it('breaks nothing when its sender vanishes in the middle', async () => {
    const { port } = new URL(url);
    const { Authorization } = await as(author);
    const head = `POST /files?documentId=${document.id} HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\nContent-Type: multipart/form-data; boundary=xx\r\nContent-Length: 5000\r\n\r\n`;
    for (const part of ['', '--xx\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise<void>((sent) => socket.write(head + part, () => sent()));
      await expectEventually(async () => (part === '' ? true : (await drafts()).length === 1));
      socket.destroy();
    }
    await expectEventually(async () => (await drafts()).length === 0);
    expect((await upload(author, PNG)).status).toBe(201);
  });
});

async function expectEventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((later) => setTimeout(later, 20));
  expect(await holds()).toBe(true);
}

import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** The shared type of a document that holds its text, as the editor names it. */
const FIELD = 'default';

/** A block of a text: a heading, a paragraph, or a formula on a line of its own. */
export type Block = readonly ['h1' | 'h2' | 'p' | 'formula', string];

/** Somebody who uses the platform as any program does: GraphQL, the MLflow interface, a websocket. */
export class Visitor {
  private cookie = '';
  private token = '';

  constructor(readonly url: string) {}

  async graphql<T = Record<string, never>>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', cookie: this.cookie }, body: JSON.stringify({ query, variables }),
    });
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
    if (errors?.[0] !== undefined) throw new Error(`${errors[0].message} (${query.slice(0, 80)})`);
    return data;
  }

  /** What a training script does; the token is made at the first call. */
  async mlflow<T>(path: string, body: object): Promise<T> {
    const response = await fetch(`${this.url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.tokenOf()}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Writes into a live document like a browser, and returns when the server has it. */
  async write(documentId: string, blocks: readonly Block[]): Promise<void> {
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`${this.url.replace('http', 'ws')}/collab`, documentId, doc, {
      params: { token: await this.tokenOf() }, WebSocketPolyfill: WebSocket as never, disableBc: true,
    });
    await new Promise<void>((resolve) => provider.once('sync', () => { resolve(); }));
    doc.transact(() => { blocks.forEach((block) => { append(doc.getXmlFragment(FIELD), block); }); });
    await this.stored(doc, documentId);
    provider.destroy();
    doc.destroy();
  }

  /** A second connection sees only what is durable. */
  private async stored(doc: Y.Doc, documentId: string): Promise<void> {
    const check = new Y.Doc();
    const provider = new WebsocketProvider(`${this.url.replace('http', 'ws')}/collab`, documentId, check, {
      params: { token: await this.tokenOf() }, WebSocketPolyfill: WebSocket as never, disableBc: true,
    });
    const wanted = doc.getXmlFragment(FIELD).toString();
    await new Promise<void>((resolve) => {
      const look = (): void => { if (check.getXmlFragment(FIELD).toString() === wanted) resolve(); };
      check.on('update', look);
      provider.once('sync', look);
    });
    provider.destroy();
    check.destroy();
  }

  private async tokenOf(): Promise<string> {
    if (this.token === '') {
      const { createToken } = await this.graphql<{ createToken: { token: string } }>('mutation { createToken(name: "demo", scopes: [read, write, runs, collab]) { token } }');
      this.token = createToken.token;
    }
    return this.token;
  }
}

/** `$…$` in a paragraph becomes a formula. Yjs wants a parent to be in the document before it gets children. */
function append(text: Y.XmlFragment, [kind, content]: Block): void {
  const element = new Y.XmlElement(kind === 'formula' ? 'blockMath' : kind === 'p' ? 'paragraph' : 'heading');
  text.push([element]);
  if (kind === 'formula') return set(element, 'latex', content);
  if (kind !== 'p') set(element, 'level', kind === 'h1' ? 1 : 2);
  for (const part of content.split(/(\$[^$]+\$)/).filter((piece) => piece !== '')) {
    const child = part.startsWith('$') ? new Y.XmlElement('inlineMath') : new Y.XmlText(part);
    element.push([child]);
    if (child instanceof Y.XmlElement) set(child, 'latex', part.slice(1, -1));
  }
}

/** Yjs types attributes as text; ProseMirror's bridge keeps numbers as they are. */
const set = (element: Y.XmlElement, name: string, value: string | number): void => { element.setAttribute(name, value as string); };

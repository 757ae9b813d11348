import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** The shared type of a document that holds its text, as the editor names it. */
const FIELD = 'default';

/** A block of a text: a heading, a paragraph, or a formula on a line of its own. */
export type Block = readonly ['h1' | 'h2' | 'p' | 'formula', string];

export interface Anchor {
  readonly documentId: string;
  readonly start: string;
  readonly end: string;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

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

  async personId(): Promise<string> {
    return (await this.graphql<{ viewer: { person: { id: string } } }>('{ viewer { person { id } } }')).viewer.person.id;
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
    const { doc, leave } = await this.open(documentId);
    doc.transact(() => { blocks.forEach((block) => { append(doc.getXmlFragment(FIELD), block); }); });
    await this.stored(doc, documentId);
    leave();
  }

  /** A place in a live document, as a browser marks it for a thread: where these words stand now, and the words themselves. */
  async anchor(documentId: string, quote: string): Promise<Anchor> {
    const { doc, leave } = await this.open(documentId);
    try {
      for (const text of textsIn(doc.getXmlFragment(FIELD))) {
        const words = text.toString();
        const at = words.indexOf(quote);
        if (at < 0) continue;
        const place = (index: number): string => Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index))).toString('base64');
        return {
          documentId, start: place(at), end: place(at + quote.length), quote,
          prefix: words.slice(Math.max(0, at - 32), at), suffix: words.slice(at + quote.length, at + quote.length + 32),
        };
      }
      throw new Error(`The document does not say “${quote}”.`);
    } finally {
      leave();
    }
  }

  /** Joins a live document and waits until it is here. */
  private async open(documentId: string): Promise<{ doc: Y.Doc; leave: () => void }> {
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`${this.url.replace('http', 'ws')}/collab`, documentId, doc, {
      params: { token: await this.tokenOf() }, WebSocketPolyfill: WebSocket as never, disableBc: true,
    });
    await new Promise<void>((resolve) => provider.once('sync', () => { resolve(); }));
    return { doc, leave: () => { provider.destroy(); doc.destroy(); } };
  }

  /** A second connection sees only what is durable. */
  private async stored(doc: Y.Doc, documentId: string): Promise<void> {
    const { doc: check, leave } = await this.open(documentId);
    const wanted = doc.getXmlFragment(FIELD).toString();
    await new Promise<void>((resolve) => {
      const look = (): void => { if (check.getXmlFragment(FIELD).toString() === wanted) resolve(); };
      check.on('update', look);
      look();
    });
    leave();
  }

  private async tokenOf(): Promise<string> {
    if (this.token === '') {
      const { createToken } = await this.graphql<{ createToken: { token: string } }>('mutation { createToken(name: "demo", scopes: [read, write, runs, collab]) { token } }');
      this.token = createToken.token;
    }
    return this.token;
  }
}

/** Every run of text, in reading order. */
function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlFragment ? textsIn(child) : []));
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

/**
 * Messages that go out together, framed once and written to any number of connections.
 *
 * The frames are those of RFC 6455 §5.2 as a server sends them: binary, final, unmasked. A binding for `ws` without
 * compression writes `framed` to the raw socket in one call; one that does not care sends `messages` one by one.
 */
export class Batch {
  private constructor(
    readonly framed: Uint8Array,
    private readonly bounds: readonly number[],
  ) {}

  static of(messages: readonly Uint8Array[]): Batch {
    const size = messages.reduce((sum, message) => sum + headerLength(message.length) + message.length, 0);
    const framed = new Uint8Array(size);
    const bounds: number[] = [];
    let at = 0;
    for (const message of messages) {
      at = writeHeader(framed, at, message.length);
      framed.set(message, at);
      bounds.push(at, (at += message.length));
    }
    return new Batch(framed, bounds);
  }

  static join(batches: readonly Batch[]): Batch {
    if (batches.length === 1) return batches[0]!;
    const framed = new Uint8Array(batches.reduce((sum, batch) => sum + batch.framed.length, 0));
    const bounds: number[] = [];
    let at = 0;
    for (const batch of batches) {
      framed.set(batch.framed, at);
      for (const bound of batch.bounds) bounds.push(at + bound);
      at += batch.framed.length;
    }
    return new Batch(framed, bounds);
  }

  /** Views into `framed`, not copies. */
  get messages(): Uint8Array[] {
    const messages: Uint8Array[] = [];
    for (let i = 0; i < this.bounds.length; i += 2) messages.push(this.framed.subarray(this.bounds[i], this.bounds[i + 1]));
    return messages;
  }
}

const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

const headerLength = (payload: number): number => (payload < LENGTH_16 ? 2 : payload <= 0xffff ? 4 : 10);

function writeHeader(into: Uint8Array, at: number, payload: number): number {
  const view = new DataView(into.buffer, into.byteOffset);
  view.setUint8(at, FINAL_BINARY);
  if (payload < LENGTH_16) {
    view.setUint8(at + 1, payload);
  } else if (payload <= 0xffff) {
    view.setUint8(at + 1, LENGTH_16);
    view.setUint16(at + 2, payload);
  } else {
    view.setUint8(at + 1, LENGTH_64);
    view.setBigUint64(at + 2, BigInt(payload));
  }
  return at + headerLength(payload);
}

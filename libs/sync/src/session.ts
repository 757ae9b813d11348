import { Batch } from './batch.js';
import { Malformed } from './bytes.js';
import { CloseCode } from './close-codes.js';
import type { Connection, Person, Visitor } from './connection.js';
import type { Engine } from './engine.js';
import { Outlet } from './outlet.js';
import type { Speaker } from './presence.js';
import { Allowance } from './rate.js';
import { Receipts } from './receipts.js';
import type { Room, Verdict } from './room.js';
import { Denied, deniedMessage, type Incoming, parseMessage, presenceMessage, savedMessage, stateRequestMessage } from './wire.js';

/** One connection in one room: takes its messages in order, one at a time, and gives it no more than it can read. */
export class Session implements Speaker {
  private readonly receipts = new Receipts();
  private readonly updates: Allowance;
  private readonly states: Allowance;
  private readonly presence: Allowance;
  private readonly waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  /** Something has to be waited for before the next message is looked at: at first, the room. */
  private busy = true;
  private closed = false;

  /** It has the state, and from here on gets what is new. */
  private synced = false;
  private position = 0;
  private readonly outlet: Outlet;
  /** A state request that came while it was too slow to be answered. */
  private owed: Uint8Array | null = null;
  /** A state request of ours is under way. */
  private asked = false;
  private deniedAt = 0;

  constructor(
    private readonly connection: Connection,
    readonly visitor: Visitor,
    readonly room: Room,
    private readonly engine: Engine,
  ) {
    const now = Date.now();
    this.updates = new Allowance(engine.limits.updates, now);
    this.states = new Allowance(engine.limits.states, now);
    this.presence = new Allowance(engine.limits.presence, now);
    this.outlet = new Outlet(connection, engine.limits, now);
    room.join(this);
    connection.onMessage((data, binary) => this.receive(data, binary));
  }

  get person(): Person {
    return this.visitor.person;
  }

  /** The room is loaded: ask for what only the other side has, and look at what it sent meanwhile. */
  start(): void {
    if (this.closed) return;
    this.ask();
    const everybody = this.room.presence.everybody();
    if (everybody !== null) this.outlet.send(Batch.of([presenceMessage(everybody)]));
    this.busy = false;
    this.drain();
  }

  close(code: CloseCode, reason: string): void {
    if (this.closed) return;
    this.left();
    this.connection.close(code, reason);
  }

  /** The connection is gone, by whoever's doing. */
  left(): void {
    this.closed = true;
    this.waiting.length = 0;
    this.room.leave(this);
  }

  reject(error: Malformed): void {
    this.engine.metrics.counters.rejected++;
    this.close(CloseCode.rejected, error.message);
  }

  /** A row is durable. Its only author need not hear it. */
  deliver(batch: Batch, position: number, own: boolean): void {
    if (!this.isAllowedToRead() || !this.synced || !this.outlet.isOpen()) return;
    this.position = position;
    if (own) return;
    this.engine.metrics.counters.deliveries++;
    this.outlet.send(batch);
  }

  showPresence(batch: Batch): void {
    if (!this.isAllowedToRead()) return;
    if (this.outlet.isHalfEmpty()) this.outlet.send(batch);
    else this.engine.metrics.counters.presenceDropped++;
  }

  tell(batch: Batch): void {
    if (!this.closed && this.outlet.isOpen()) this.outlet.send(batch);
  }

  sendReceipt(): void {
    if (this.closed || !this.outlet.isOpen()) return;
    const durable = this.receipts.news();
    if (durable !== null) this.outlet.send(Batch.of([savedMessage(durable, this.room.history.position)]));
  }

  /** Once in a while: those who were slow get what they missed, those who are stuck go, those who hear nothing get a pulse. */
  sweep(now: number): void {
    switch (this.outlet.check(now)) {
      case 'drained':
        return this.catchUp();
      case 'stuck':
        this.engine.metrics.counters.closedTooSlow++;
        return this.close(CloseCode.tooSlow, 'reads too slowly');
    }
  }

  private catchUp(): void {
    this.engine.metrics.counters.resyncs++;
    this.resync();
    const { owed } = this;
    this.owed = null;
    if (owed !== null) this.answer(owed)?.catch((error: unknown) => this.fail(error));
    this.sendReceipt();
  }

  private resync(): void {
    const { history } = this.room;
    if (!this.synced || this.position === history.position || !this.isAllowedToRead()) return;
    this.outlet.send(history.since(this.position));
    this.position = history.position;
  }

  private receive(data: Uint8Array, binary: boolean): void {
    if (this.closed || this.engine.draining) return;
    const { limits, metrics } = this.engine;
    metrics.counters.messages++;
    if (!binary) return this.close(CloseCode.notBinary, 'binary messages only');
    if (data.length > limits.frameBytes) return this.close(CloseCode.tooBig, 'message too big');
    // Node's Buffer has a `slice` that does not copy.
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (!this.busy) return this.handle(bytes);
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waiting.length > limits.waitingMessages || this.waitingBytes > limits.waitingBytes) {
      metrics.counters.closedTooFast++;
      this.close(CloseCode.tooFast, 'sends too fast');
    }
  }

  private drain(): void {
    while (!this.busy && !this.closed) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.waitingBytes -= next.length;
      this.handle(next);
    }
  }

  private handle(bytes: Uint8Array): void {
    try {
      this.pause(this.dispatch(parseMessage(bytes)));
    } catch (error) {
      this.fail(error);
    }
  }

  private pause(until: Promise<void> | void): void {
    if (until === undefined) return;
    this.busy = true;
    until
      .then(() => {
        this.busy = false;
        this.drain();
      })
      .catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    if (error instanceof Malformed) return this.reject(error);
    this.engine.problem(error, this.room.name);
    this.close(CloseCode.failed, 'something went wrong here');
  }

  private dispatch(message: Incoming): Promise<void> | void {
    const now = Date.now();
    switch (message.kind) {
      case 'state-request':
        return this.within(this.states.take(now), () => this.answer(message.stateVector));
      case 'change':
        return this.within(this.updates.take(now), () => this.change(message.data, message.whole));
      case 'presence':
        return this.hearPresence(message.states, now);
      case 'presence-request':
        return this.showEverybody(now);
    }
  }

  /** Does it now, or when the allowance has refilled; others of this connection wait behind it. */
  private within(ms: number, act: () => Promise<void> | void): Promise<void> | void {
    if (ms === 0) return act();
    return new Promise<void>((resume) => setTimeout(resume, ms).unref()).then(() => (this.closed ? undefined : act()));
  }

  private isAllowedToRead(): boolean {
    if (this.closed) return false;
    if (this.visitor.rights() !== 'none') return true;
    this.close(CloseCode.forbidden, 'no access');
    return false;
  }

  private answer(stateVector: Uint8Array): Promise<void> | void {
    if (!this.isAllowedToRead()) return;
    if (!this.outlet.isOpen()) {
      this.owed = stateVector.slice();
      return;
    }
    const batch = this.room.history.answer(stateVector);
    if (batch instanceof Promise) return batch.then((ready) => this.sendState(ready));
    this.sendState(batch);
  }

  private sendState(batch: Batch): void {
    if (!this.isAllowedToRead()) return;
    this.outlet.send(batch);
    this.synced = true;
    this.position = this.room.history.position;
  }

  private change(data: Uint8Array, whole: boolean): Promise<void> | void {
    if (!this.isAllowedToRead()) return;
    if (whole) this.asked = false;
    const number = this.receipts.arrive();
    if (this.visitor.rights() !== 'write' && this.room.isNews(data)) return this.deny(number, Denied.readOnly);
    const settled = (): void => this.receipts.settle(number, whole);
    const verdict = this.room.offer({ data, author: this.person.id, from: this, settled, failed: () => undefined });
    if (verdict instanceof Promise) return verdict.then((decided) => this.act(decided, number, whole));
    this.act(verdict, number, whole);
  }

  private act(verdict: Verdict, number: number, whole: boolean): void {
    if (this.closed) return;
    switch (verdict) {
      case 'taken':
        return this.sendReceipt();
      case 'gap':
        this.engine.metrics.counters.updatesOutOfOrder++;
        this.receipts.miss(number);
        // An answer that has a gap itself comes from a document that waits for something nobody has; asking again is in vain.
        if (!this.asked && !whole) this.ask();
        return;
      case 'foreign':
        return this.reject(new Malformed("writes under somebody else's client id"));
      case 'full':
        return this.deny(number, Denied.documentFull);
    }
  }

  /** Told at most once a second: a stock client prints it, and its user types on. */
  private deny(number: number, reason: string): void {
    this.receipts.miss(number);
    this.engine.metrics.counters.updatesDenied++;
    const now = Date.now();
    if (now - this.deniedAt < 1_000) return;
    this.deniedAt = now;
    this.tell(Batch.of([deniedMessage(reason)]));
  }

  private ask(): void {
    this.asked = true;
    this.outlet.send(Batch.of([stateRequestMessage(this.room.history.clocks.encode())]));
  }

  private hearPresence(states: Uint8Array, now: number): void {
    if (!this.isAllowedToRead()) return;
    if (this.presence.take(now) > 0) {
      this.engine.metrics.counters.presenceDropped++;
      return;
    }
    this.room.presence.hear(this, states);
    this.room.presenceChanged();
  }

  private showEverybody(now: number): void {
    if (this.presence.take(now) > 0) return;
    const everybody = this.room.presence.everybody();
    if (everybody !== null) this.showPresence(Batch.of([presenceMessage(everybody)]));
  }
}

import type { UserId } from '#libs/kernel';

import { Admission, type Judgement } from './admission.js';
import { Batch } from './batch.js';
import type { BusMessage } from './bus.js';
import { CloseCode } from './close-codes.js';
import type { Writer } from './commit-queue.js';
import type { Engine } from './engine.js';
import { Folding } from './folding.js';
import { History, scanStored } from './history.js';
import { Presence } from './presence.js';
import type { Scan } from './scan.js';
import type { Session } from './session.js';
import type { Base, NewRow, RoomName, Row } from './update-log.js';
import { presenceMessage, Told, toldMessage } from './wire.js';

/** A change that asks to be stored. */
export interface Offer {
  readonly data: Uint8Array;
  readonly author: UserId;
  /** The connection it came by, which need not hear it again; null when the server itself wrote it. */
  readonly from: Session | null;
  /** It is durable, or was before. */
  settled(): void;
  /** Whether it is durable is not known; it has to be offered again. */
  failed(error: unknown): void;
}

/** `taken`: it will be stored, or is; `settled` or `failed` follows. */
export type Verdict = 'taken' | Exclude<Judgement, 'next' | 'known'>;

interface Waiting {
  readonly offer: Offer;
  /** Null when there is nothing new in it, and only the word that the rest is durable is waited for. */
  readonly change: { readonly data: Uint8Array; readonly scan: Scan } | null;
}

/** One document while somebody has it open: takes changes, gets them stored, and passes on what is durable. */
export class Room implements Writer {
  readonly history: History;
  readonly presence: Presence;
  readonly members = new Set<Session>();
  /** Resolves when the log has been read; nothing is answered before. */
  readonly ready: Promise<void>;
  /** Since when nobody is here. */
  emptySince: number | null = Date.now();

  private loaded = false;
  private dissolved = false;
  private readonly admission: Admission;
  private queue: Waiting[] = [];
  private flight: Waiting[] = [];
  private catching: Promise<void> | null = null;
  private announced = 0;
  private checkedAt = Date.now();
  private readonly folding: Folding;
  private presenceTimer: NodeJS.Timeout | null = null;
  private readonly unsubscribe: () => void;

  constructor(
    readonly name: RoomName,
    private readonly engine: Engine,
  ) {
    this.history = new History(engine.limits, engine.compactor);
    this.presence = new Presence(engine.limits, (client) => this.admission.ownerOf(client));
    this.admission = new Admission(name, engine, this.history, this.presence, () => this.catchUp());
    this.folding = new Folding(name, engine, this.history, (broken) => this.forgetBroken(broken));
    this.unsubscribe = engine.bus.subscribe(name, (message) => this.hear(message));
    this.ready = this.load();
  }

  /** Nothing of it exists in memory alone, and nobody needs it. */
  get isIdle(): boolean {
    return this.loaded && this.members.size === 0 && this.waiting === 0 && !this.folding.isUnderWay;
  }

  get waiting(): number {
    return this.queue.length + this.flight.length;
  }

  /** Resolves when no fold is under way. */
  finished(): Promise<void> {
    return this.folding.finished();
  }

  join(session: Session): void {
    this.members.add(session);
    this.emptySince = null;
  }

  leave(session: Session): void {
    if (!this.members.delete(session)) return;
    this.presence.leave(session);
    this.presenceChanged();
    if (this.members.size > 0) return;
    this.emptySince = Date.now();
    this.history.rest();
    // So that the next to open it needs one read.
    if (this.loaded) this.folding.start();
  }

  /**
   * Judges a change and, if it is good, sends it on its way to the log. A promise only when the log has to be asked.
   *
   * @throws Malformed
   */
  offer(offer: Offer): Verdict | Promise<Verdict> {
    const scan = this.admission.scan(offer.data);
    const judgement = this.admission.judge(scan, offer.author, offer.data.length);
    if (judgement instanceof Promise) return judgement.then((judged) => this.act(judged, offer, scan));
    return this.act(judgement, offer, scan);
  }

  /**
   * Whether a change holds anything that is not here.
   *
   * @throws Malformed
   */
  isNews(data: Uint8Array): boolean {
    return this.admission.fit(this.admission.scan(data)) !== 'known';
  }

  private act(judgement: Judgement, offer: Offer, scan: Scan): Verdict {
    if (judgement !== 'next' && judgement !== 'known') return judgement;
    if (this.dissolved) return this.giveBack(offer);
    return judgement === 'next' ? this.enqueue(offer, scan) : this.acknowledge(offer);
  }

  private enqueue(offer: Offer, scan: Scan): Verdict {
    this.admission.note([scan]);
    // The bytes came in a buffer that may be many times as big.
    this.queue.push({ offer, change: { data: offer.data.slice(), scan } });
    this.engine.commits.enlist(this);
    return 'taken';
  }

  /** The room was closed while the log was asked. */
  private giveBack(offer: Offer): Verdict {
    offer.failed(new Error('the room was closed'));
    return 'taken';
  }

  private acknowledge(offer: Offer): Verdict {
    this.engine.metrics.counters.updatesKnown++;
    if (this.waiting === 0) offer.settled();
    else this.queue.push({ offer, change: null });
    return 'taken';
  }

  take(maxBytes: number): NewRow | null {
    let size = 0;
    let count = 0;
    while (count < this.queue.length && size < maxBytes) size += this.queue[count++]!.change?.data.length ?? 0;
    this.flight = this.queue.splice(0, count);
    const updates = this.flight.flatMap(({ offer, change }) => (change === null ? [] : { author: offer.author, data: change.data }));
    return updates.length === 0 ? null : { room: this.name, updates };
  }

  async committed(position: number | null): Promise<void> {
    const { flight } = this;
    this.flight = [];
    if (this.dissolved) return;
    try {
      if (position !== null) await this.land(position, flight);
    } catch (error) {
      this.flight = flight;
      return this.engine.abandon(this, error);
    }
    for (const { offer } of flight) offer.settled();
    for (const session of new Set(flight.map(({ offer }) => offer.from))) session?.sendReceipt();
    if (this.queue.length > 0) this.engine.commits.enlist(this);
    this.folding.startIfDue();
  }

  failed(error: unknown): void {
    if (!this.dissolved) this.engine.abandon(this, error);
  }

  /** Ends it: whoever is here is sent away, and what was not stored is given back. */
  dissolve(code: CloseCode, reason: string, error: unknown): void {
    this.dissolved = true;
    this.folding.stop();
    this.unsubscribe();
    if (this.presenceTimer !== null) clearTimeout(this.presenceTimer);
    for (const session of [...this.members]) session.close(code, reason);
    for (const { offer } of [...this.flight, ...this.queue]) offer.failed(error);
    this.flight = this.queue = [];
  }

  /** Presence changes often and matters little: it is told once a tick, less often the more people would hear it. */
  presenceChanged(): void {
    if (this.dissolved) return;
    const { presenceTickMs } = this.engine.limits;
    const tick = this.members.size > 500 ? 5 * presenceTickMs : this.members.size > 100 ? 2 * presenceTickMs : presenceTickMs;
    this.presenceTimer ??= setTimeout(() => this.tellPresence(), tick).unref();
  }

  private tellPresence(): void {
    this.presenceTimer = null;
    const changes = this.presence.changes(Date.now());
    if (changes === null) return;
    this.engine.bus.publish(this.name, { kind: 'presence', states: changes.states });
    if (this.members.size > 1 || changes.someoneLeft) this.showPresence(changes.states);
  }

  private showPresence(states: Uint8Array): void {
    const batch = Batch.of([presenceMessage(states)]);
    for (const session of this.members) session.showPresence(batch);
  }

  private async load(): Promise<void> {
    this.absorb(await this.engine.log.read(this.name, 0));
    this.loaded = true;
    this.engine.metrics.counters.opens++;
    await this.reach(this.announced);
    this.folding.startIfDue();
  }

  private hear(message: BusMessage): void {
    if (message.kind === 'presence') return this.hearPresence(message.states);
    this.announced = Math.max(this.announced, message.position);
    if (!this.loaded) return;
    if (message.position === this.history.position + 1 && message.updates.length > 0) this.spread(message, null);
    else this.reach(message.position).catch((error: unknown) => this.engine.problem(error, this.name));
  }

  private hearPresence(states: Uint8Array): void {
    try {
      this.presence.hearFromServer(states, Date.now());
      this.showPresence(states);
    } catch (error) {
      this.engine.problem(error, this.name);
    }
  }

  /** Our own row is durable: everybody may see it. The position tells whether another server wrote in between. */
  private async land(position: number, flight: readonly Waiting[]): Promise<void> {
    const changes = flight.flatMap(({ change }) => change ?? []);
    this.engine.metrics.counters.updatesStored += changes.length;
    const row = { position, updates: changes.map((change) => change.data) };
    const writers = new Set(flight.map(({ offer }) => offer.from));
    if (position === this.history.position + 1) {
      this.spread(row, writers.size === 1 ? [...writers][0]! : null, changes.map((change) => change.scan));
    } else {
      await this.reach(position);
    }
    this.engine.bus.publish(this.name, { kind: 'committed', ...row });
  }

  private spread(row: Row, only: Session | null, scans = row.updates.map(scanStored)): void {
    const batch = this.history.add(row, scans);
    this.admission.note(scans);
    for (const session of this.members) session.deliver(batch, row.position, session === only);
    if (this.loaded) this.engine.changed(this.name, row.position);
  }

  /** For servers that are not alone: the bus may have lost the last word about this room. */
  recheck(now: number): void {
    if (!this.loaded || this.members.size === 0 || now - this.checkedAt < this.engine.limits.recheckMs) return;
    this.checkedAt = now;
    this.catchUp().catch((error: unknown) => this.engine.problem(error, this.name));
  }

  private async reach(position: number): Promise<void> {
    for (let tries = 0; this.history.position < position; tries++) {
      if (tries === 3) throw new Error(`the log does not show position ${position}`);
      await this.catchUp();
    }
  }

  private catchUp(): Promise<void> {
    this.engine.metrics.counters.catchUps++;
    this.catching ??= this.engine.log
      .read(this.name, this.history.position)
      .then((found) => this.absorb(found))
      .finally(() => (this.catching = null));
    return this.catching;
  }

  /** While the log was read, the bus may have brought a part of it. */
  private absorb({ base, rows }: { readonly base: Base | null; readonly rows: readonly Row[] }): void {
    if (base !== null && base.upTo > this.history.position) {
      const batch = this.history.rebase(base);
      this.admission.noteAll();
      for (const session of this.members) session.deliver(batch, base.upTo, false);
    }
    for (const row of rows) if (row.position === this.history.position + 1) this.spread(row, null);
  }

  /** A change was found to be broken, and with it whatever its author built on it. */
  private forgetBroken(count: number): void {
    this.engine.metrics.counters.quarantined += count;
    this.admission.restart([...this.flight, ...this.queue].flatMap(({ change }) => change?.scan ?? []));
    const batch = Batch.of([toldMessage(Told.quarantined)]);
    for (const session of this.members) session.tell(batch);
  }
}

import type { UserId } from '#libs/kernel';

import { Batch } from './batch.js';
import type { BusMessage } from './bus.js';
import { Clocks, type Fit } from './clocks.js';
import { CloseCode } from './close-codes.js';
import type { Writer } from './commit-queue.js';
import type { Engine } from './engine.js';
import { History, scanStored } from './history.js';
import { Presence } from './presence.js';
import { type Scan, scanUpdate } from './scan.js';
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

/**
 * `taken`: it will be stored, or is; `settled` or `failed` follows. `gap`: it builds on what is not here. `foreign`: it writes under
 * somebody else's client id. `full`: the document is as big as it may get.
 */
export type Verdict = 'taken' | 'gap' | 'foreign' | 'full';

interface Waiting {
  readonly offer: Offer;
  /** Null when there is nothing new in it, and only the word that the rest is durable is waited for. */
  readonly change: { readonly data: Uint8Array; readonly scan: Scan } | null;
}

/**
 * One document while somebody has it open: decides which changes to take, and passes on what is durable.
 *
 * Two state vectors are kept apart. `history.clocks` is what the log holds, and all that leaves the server; `taken`
 * also counts what is on its way there, so that the next change of a fast writer is not taken for a gap.
 */
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
  private taken = Clocks.empty();
  private readonly owners = new Map<number, UserId>();
  private queue: Waiting[] = [];
  private flight: Waiting[] = [];
  private catching: Promise<void> | null = null;
  private announced = 0;
  private checkedAt = Date.now();
  private folding: Promise<void> | null = null;
  private foldAt: number;
  private presenceTimer: NodeJS.Timeout | null = null;
  private readonly unsubscribe: () => void;

  constructor(
    readonly name: RoomName,
    private readonly engine: Engine,
  ) {
    this.history = new History(engine.limits, engine.compactor);
    this.presence = new Presence(engine.limits, (client) => this.owners.get(client));
    this.foldAt = engine.limits.foldUpdates;
    this.unsubscribe = engine.bus.subscribe(name, (message) => this.hear(message));
    this.ready = this.load();
  }

  /** Nothing of it exists in memory alone, and nobody needs it. */
  get isIdle(): boolean {
    return this.loaded && this.members.size === 0 && this.waiting === 0 && this.folding === null;
  }

  get waiting(): number {
    return this.queue.length + this.flight.length;
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
    // So that the next to open it needs one read.
    this.fold();
  }

  /**
   * Judges a change and, if it is good, sends it on its way to the log. A promise only when the log has to be asked.
   *
   * @throws Malformed
   */
  offer(offer: Offer): Verdict | Promise<Verdict> {
    const scan = scanUpdate(offer.data, this.engine.limits);
    const verdict = this.decide(offer, scan);
    if (!this.engine.shared) return verdict;
    if (verdict instanceof Promise) return verdict.then((decided) => this.decideAgain(decided, offer, scan));
    return this.decideAgain(verdict, offer, scan);
  }

  /**
   * Whether a change holds anything that is not here.
   *
   * @throws Malformed
   */
  isNews(data: Uint8Array): boolean {
    return this.fit(scanUpdate(data, this.engine.limits)) !== 'known';
  }

  private decide(offer: Offer, scan: Scan): Verdict | Promise<Verdict> {
    if (this.dissolved) return this.giveBack(offer);
    const fit = this.fit(scan);
    if (fit === 'gap') return 'gap';
    if (fit === 'known') return this.acknowledge(offer);
    const { author } = offer;
    const clients = this.taken.newIn(scan).map((run) => run.client);
    const free = clients.filter((client) => !this.owners.has(client));
    const isForeign = (client: number): boolean => (this.owners.get(client) ?? this.presence.holder(client) ?? author) !== author;
    if (clients.some(isForeign)) return 'foreign';
    if (free.length > 0) return this.claim(free, author).then(() => this.decide(offer, scan));
    if (this.history.baseBytes + this.history.tailBytes + offer.data.length > this.engine.limits.documentBytes) return 'full';
    return this.enqueue(offer, scan);
  }

  /** Another server may have stored what this change builds on, or what its sender saw there of others. */
  private async decideAgain(verdict: Verdict, offer: Offer, scan: Scan): Promise<Verdict> {
    if (verdict !== 'gap' && verdict !== 'foreign') return verdict;
    await this.catchUp();
    return this.decide(offer, scan);
  }

  private fit(scan: Scan): Fit {
    const fit = this.taken.fit(scan);
    return fit === 'known' && !this.history.knowsDeleted(scan.deletes) ? 'next' : fit;
  }

  private async claim(clients: readonly number[], user: UserId): Promise<void> {
    for (const [client, owner] of await this.engine.log.claim(this.name, clients, user)) this.owners.set(client, owner);
  }

  private enqueue(offer: Offer, scan: Scan): Verdict {
    this.taken.advance(scan.runs);
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
    this.foldIfDue();
  }

  failed(error: unknown): void {
    if (!this.dissolved) this.engine.abandon(this, error);
  }

  /** Ends it: whoever is here is sent away, and what was not stored is given back. */
  dissolve(code: CloseCode, reason: string, error: unknown): void {
    this.dissolved = true;
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
    this.foldIfDue();
  }

  private hear(message: BusMessage): void {
    if (message.kind === 'presence') {
      this.presence.hearFromServer(message.states, Date.now());
      this.showPresence(message.states);
      return;
    }
    this.announced = Math.max(this.announced, message.position);
    if (!this.loaded) return;
    if (message.position === this.history.position + 1 && message.updates.length > 0) this.spread(message, null);
    else this.reach(message.position).catch((error: unknown) => this.engine.problem(error, this.name));
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
    this.noteTaken(scans);
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
      this.taken.join(this.history.clocks);
      for (const session of this.members) session.deliver(batch, base.upTo, false);
    }
    for (const row of rows) if (row.position === this.history.position + 1) this.spread(row, null);
  }

  private noteTaken(scans: readonly Scan[]): void {
    for (const scan of scans) if (this.taken.fit(scan) !== 'gap') this.taken.advance(scan.runs);
  }

  /** Resolves when no fold is under way. */
  async finished(): Promise<void> {
    await this.folding;
  }

  private foldIfDue(): void {
    const { foldBytes } = this.engine.limits;
    const { tailUpdates, tailBytes, baseBytes } = this.history;
    if (tailUpdates >= this.foldAt || tailBytes > Math.max(foldBytes, baseBytes / 2)) this.fold();
  }

  private fold(): void {
    if (this.folding !== null || this.dissolved || this.engine.draining || !this.loaded || this.history.tailUpdates === 0) return;
    const { counters } = this.engine.metrics;
    this.folding = this.foldNow()
      .then(() => {
        counters.folds++;
        this.foldAt = this.engine.limits.foldUpdates;
      })
      .catch((error: unknown) => {
        counters.foldFailures++;
        this.foldAt = this.history.tailUpdates + this.engine.limits.foldUpdates;
        this.engine.problem(error, this.name);
      })
      .finally(() => (this.folding = null));
  }

  private async foldNow(): Promise<void> {
    const { base, rows } = this.history.contents();
    const folded = await this.engine.compactor.fold(base, rows);
    await this.engine.log.fold(this.name, folded.base, folded.quarantined);
    if (this.dissolved) return;
    this.history.rebase(folded.base);
    if (folded.quarantined.length === 0) return;
    this.engine.metrics.counters.quarantined += folded.quarantined.length;
    this.taken = this.history.clocks.copy();
    this.noteTaken([...this.flight, ...this.queue].flatMap(({ change }) => change?.scan ?? []));
    const batch = Batch.of([toldMessage(Told.quarantined)]);
    for (const session of this.members) session.tell(batch);
  }
}

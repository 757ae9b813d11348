/** What the page may say about the text on the screen. */
export interface SavingState {
  /**
   * `saved`: the server has everything in this document on disk. `unsaved`: it is being sent. `offline`: no connection; changes
   * are kept on this device. `syncing`: connected, or about to be, and not known yet.
   */
  readonly status: 'saved' | 'unsaved' | 'offline' | 'syncing';
  /** Own changes that the server has not said to be durable. */
  readonly pending: number;
  /** Why the server does not keep what was written (`READ_ONLY`, `DOCUMENT_FULL`); the changes stay on this device. */
  readonly refused: string | null;
  /** Why the connection ended for good; nothing is tried any more. */
  readonly ended: { readonly code: number; readonly reason: string } | null;
  /** The last thing the room was told (`QUARANTINED`). */
  readonly told: string | null;
}

type Link = 'opening' | 'open' | 'lost';

/**
 * Counts what the server has and has not, from the messages that go out and the receipts that come back.
 *
 * A receipt says how many of this connection's changes are durable, and counting alone would lie: what was written before
 * this connection is not among them. So nothing counts before the first *whole* one, the answer to the server's request,
 * which holds everything that the server had not; from then on each covers what was written until it was sent.
 */
export class Saving {
  private written = 0;
  private covered = 0;
  private link: Link = 'opening';
  private sent = 0;
  private durable = 0;
  private firstWhole = Infinity;
  /** For each message that is not durable yet, how much had been written when it was sent. */
  private marks: { readonly message: number; readonly written: number }[] = [];
  private refused: string | null = null;
  private ended: SavingState['ended'] = null;
  private told: string | null = null;
  private current: SavingState = { status: 'syncing', pending: 0, refused: null, ended: null, told: null };

  constructor(private readonly changed: (state: SavingState) => void) {}

  /** The same object until something changes. */
  get state(): SavingState {
    return this.current;
  }

  /** Changes of an earlier visit that were not known to be durable when it ended. */
  restore(pending: number): void {
    this.written += pending;
    this.publish();
  }

  write(): void {
    this.written++;
    this.publish();
  }

  dial(): void {
    this.sent = this.durable = 0;
    this.firstWhole = Infinity;
    this.marks = [];
    this.ended = null;
    if (this.link === 'open') this.link = 'opening';
    this.publish();
  }

  open(): void {
    this.link = 'open';
    this.refused = null;
    this.publish();
  }

  lose(): void {
    this.link = 'lost';
    this.publish();
  }

  end(code: number, reason: string): void {
    this.ended = { code, reason };
    this.lose();
  }

  send(whole: boolean): void {
    this.sent++;
    if (whole) this.firstWhole = Math.min(this.firstWhole, this.sent);
    this.marks.push({ message: this.sent, written: this.written });
    this.publish();
  }

  receipt(durable: number): void {
    this.durable = durable;
    if (durable >= this.firstWhole) {
      for (const mark of this.marks) if (mark.message <= durable) this.covered = Math.max(this.covered, mark.written);
      this.marks = this.marks.filter((mark) => mark.message > durable);
    }
    if (this.isSaved) this.refused = null;
    this.publish();
  }

  refuse(reason: string): void {
    this.refused = reason;
    this.publish();
  }

  tell(what: string): void {
    this.told = what;
    this.publish();
  }

  private get isSaved(): boolean {
    return this.link === 'open' && this.durable >= this.firstWhole && this.durable >= this.sent && this.covered === this.written;
  }

  private get status(): SavingState['status'] {
    if (this.link === 'lost') return 'offline';
    if (this.isSaved) return 'saved';
    return this.link === 'opening' || this.durable < this.firstWhole ? 'syncing' : 'unsaved';
  }

  private publish(): void {
    const { status, refused, ended, told } = this;
    const pending = this.written - this.covered;
    const before = this.current;
    if (before.status === status && before.pending === pending && before.refused === refused && before.ended === ended && before.told === told) return;
    this.current = { status, pending, refused, ended, told };
    this.changed(this.current);
  }
}

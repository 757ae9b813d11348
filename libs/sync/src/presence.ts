import * as encoding from 'lib0/encoding';

import type { UserId } from '#libs/kernel';

import { Malformed, parseJson, Reader } from './bytes.js';
import type { Person } from './connection.js';
import type { Limits } from './limits.js';

/** Who speaks, as far as presence is concerned. */
export interface Speaker {
  readonly person: Person;
  /** What it said is not a state. */
  reject(error: Malformed): void;
}

interface Said {
  readonly speaker: Speaker;
  readonly clock: number;
  /** JSON as it came; looked at when it is sent on, so that ten states between two ticks cost one parse. */
  readonly state: Uint8Array;
}

interface State {
  /** Null when another server holds the connection. */
  readonly speaker: Speaker | null;
  readonly clock: number;
  /** JSON with the server's idea of the person in it. */
  readonly state: string;
  readonly heard: number;
}

type PresenceLimits = Pick<Limits, 'presenceBytes' | 'presenceIdsPerConnection'>;

const GONE = 'null';
/** After this long without a word a stock client forgets a state, so a server that died must not keep it longer. */
const OUTDATED_MS = 30_000;
const OWNERS_KEPT = 10_000;

/**
 * Who is where in one room: the newest state of each client id, said by its own connection and stamped with the
 * person's name by the server. Kept in memory only.
 *
 * @see y-protocols `awareness.js`: the payload is a count, then client id, clock and JSON each
 */
export class Presence {
  private readonly states = new Map<number, State>();
  private readonly said = new Map<number, Said>();
  private readonly leaving = new Map<number, number>();
  /**
   * Who spoke first under a client id, remembered after they left: a stock client repeats all it hears, so the echo of
   * somebody's last word may come when they are gone, and must not pass for a word of the one who echoes.
   */
  private readonly owners = new Map<number, UserId>();

  constructor(
    private readonly limits: PresenceLimits,
    /** Whom a client id belongs to by what it has written, if that is known here. */
    private readonly writer: (client: number) => UserId | undefined,
  ) {}

  /**
   * Notes what a connection says. States of others are passed over in silence: a stock client repeats all it hears.
   *
   * @throws Malformed
   */
  hear(speaker: Speaker, payload: Uint8Array): void {
    for (const { client, clock, state } of readStates(payload)) {
      const known = this.said.get(client) ?? this.states.get(client);
      // The second tab of a person echoes the first one's states too; only something newer is its own.
      if (known !== undefined ? known.clock >= clock : isGone(state)) continue;
      if (!this.maySpeakFor(speaker, client)) continue;
      if (state.length > this.limits.presenceBytes) throw new Malformed('presence too big');
      this.own(client, speaker.person.id);
      this.said.set(client, { speaker, clock, state: state.slice() });
    }
  }

  /** Takes over what another server has checked and stamped. */
  hearFromServer(payload: Uint8Array, now: number): void {
    for (const { client, clock, state } of readStates(payload)) {
      if (this.states.get(client)?.speaker) continue;
      if (!this.owners.has(client) && !isGone(state)) this.own(client, (parseJson(state) as { user: Person }).user.id);
      if (isGone(state)) this.states.delete(client);
      else this.states.set(client, { speaker: null, clock, state: Buffer.from(state).toString(), heard: now });
    }
  }

  leave(speaker: Speaker): void {
    for (const [client, said] of this.said) if (said.speaker === speaker) this.said.delete(client);
    for (const [client, state] of this.states) {
      if (state.speaker !== speaker) continue;
      this.states.delete(client);
      this.leaving.set(client, state.clock);
    }
  }

  /** What changed since the last call; null when nothing did. */
  changes(now: number): { readonly states: Uint8Array; readonly someoneLeft: boolean } | null {
    for (const [client, state] of this.states) {
      if (state.speaker === null && now - state.heard > OUTDATED_MS) this.states.delete(client);
    }
    const changed = new Map([...this.leaving].map(([client, clock]) => [client, { clock, state: GONE }]));
    const someoneLeft = this.leaving.size > 0;
    this.leaving.clear();
    for (const [client, said] of this.said) {
      const state = stamp(said);
      if (state === null) continue;
      changed.set(client, { clock: said.clock, state });
      if (state === GONE) this.states.delete(client);
      else this.states.set(client, { speaker: said.speaker, clock: said.clock, state, heard: now });
    }
    this.said.clear();
    return changed.size === 0 ? null : { states: writeStates(changed), someoneLeft };
  }

  /** Everybody, for one who comes in; null when nobody is there. */
  everybody(): Uint8Array | null {
    return this.states.size === 0 ? null : writeStates(this.states);
  }

  /** Whoever was there first, or wrote under it, has a client id; a person who comes back takes it over from the dying connection. */
  private maySpeakFor(speaker: Speaker, client: number): boolean {
    const owner = this.writer(client) ?? this.ownerOf(client);
    if (owner !== undefined && owner !== speaker.person.id) return false;
    return this.states.get(client)?.speaker === speaker || this.idsOf(speaker, client) < this.limits.presenceIdsPerConnection;
  }

  /** Whose a client id is, going by who spoke under it. */
  ownerOf(client: number): UserId | undefined {
    return this.owners.get(client);
  }

  private own(client: number, owner: UserId): void {
    this.owners.set(client, owner);
    if (this.owners.size <= OWNERS_KEPT) return;
    for (const oldest of this.owners.keys()) {
      if (this.states.has(oldest) || this.said.has(oldest)) continue;
      this.owners.delete(oldest);
      return;
    }
  }

  private idsOf(speaker: Speaker, except: number): number {
    const ids = new Set<number>();
    for (const [client, said] of this.said) if (said.speaker === speaker) ids.add(client);
    for (const [client, state] of this.states) if (state.speaker === speaker) ids.add(client);
    ids.delete(except);
    return ids.size;
  }
}

/** The state with the server's idea of the person in it; null, and the speaker told, when it is not a state. */
function stamp({ speaker, state }: Said): string | null {
  try {
    const value = parseJson(state);
    if (value === null) return GONE;
    if (typeof value !== 'object' || Array.isArray(value)) throw new Malformed('presence that is no object');
    return JSON.stringify({ ...value, user: speaker.person });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    speaker.reject(error);
    return null;
  }
}

const isGone = (state: Uint8Array): boolean => state.length === GONE.length && Buffer.from(state).toString() === GONE;

function* readStates(payload: Uint8Array): Generator<{ client: number; clock: number; state: Uint8Array }> {
  const reader = new Reader(payload);
  for (let left = reader.count(3); left > 0; left--) {
    yield { client: reader.varUint(), clock: reader.varUint(), state: reader.varBytes() };
  }
  reader.end();
}

function writeStates(states: ReadonlyMap<number, { readonly clock: number; readonly state: string }>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, states.size);
  for (const [client, { clock, state }] of states) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}

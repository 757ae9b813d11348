import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import type { Actor } from '#libs/access';
import { accessLost, ActorService } from '#libs/identity';
import type { DocumentId } from '#libs/kernel';
import { type DomainEvent, EventStream } from '#libs/platform';
import { CloseCode, type Rights } from '#libs/sync';

import { RoomKinds } from './room-kinds.js';

/** Why somebody does not come in, or has to leave. */
export interface Refusal {
  readonly code: CloseCode;
  readonly reason: string;
}

const SIGNED_OUT: Refusal = { code: CloseCode.unauthenticated, reason: 'sign in again' };
/** The same words whether there is no such document or it is out of this person's sight. */
export const NOTHING_HERE: Refusal = { code: CloseCode.notFound, reason: 'no such document' };
const NO_ACCESS: Refusal = { code: CloseCode.forbidden, reason: 'no access' };

/** What one connection may do, true as long as it is watched. */
export class Pass {
  rights: Rights = 'none';
  refusal: Refusal | null = null;
  /** Called once, when nothing is left of the rights. */
  onLost: (refusal: Refusal) => void = () => undefined;

  constructor(
    readonly actor: Actor,
    readonly documentId: DocumentId,
  ) {}

  judge(rights: Rights, refusal: Refusal | null): void {
    this.rights = rights;
    if (refusal === null || this.refusal !== null) return;
    this.refusal = refusal;
    this.onLost(refusal);
  }
}

const LOOK_AGAIN_MS = 5_000;

/**
 * Keeps the rights of everybody who has a document open.
 *
 * Nobody's rights are taken on trust from the moment of coming in: a pass is watched before it is judged for the first
 * time, so what changes meanwhile is not missed. It is judged anew when an event says that it may have changed, after a
 * time without events, and every few seconds besides. Judging is done by one question for all who are in doubt, one
 * at a time, so that an older answer never overwrites a newer one.
 */
@Injectable()
export class AccessWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(AccessWatch.name);
  private readonly passes = new Set<Pass>();
  private readonly doubtful = new Set<Pass>();
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly events: EventStream,
    private readonly actors: ActorService,
    private readonly kinds: RoomKinds,
  ) {}

  onApplicationBootstrap(): void {
    this.events.listen((event) => this.hear(event));
    this.events.onGap(() => this.doubt(() => true));
    this.timer = setInterval(() => this.doubt(() => true), LOOK_AGAIN_MS).unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Judges whoever knocks, and watches them until {@link forget}. A pass with a refusal is forgotten already. */
  async admit(actor: Actor, documentId: DocumentId): Promise<Pass> {
    const pass = new Pass(actor, documentId);
    this.passes.add(pass);
    this.doubtful.add(pass);
    try {
      await this.ask();
    } catch (error) {
      this.forget(pass);
      throw error;
    }
    if (pass.refusal !== null) this.forget(pass);
    return pass;
  }

  forget(pass: Pass): void {
    this.passes.delete(pass);
    this.doubtful.delete(pass);
  }

  private hear(event: DomainEvent): void {
    const lost = accessLost(event);
    if (lost !== null) {
      this.doubt(({ actor }) => ('userId' in lost ? actor.userId === lost.userId : actor.credentialId === lost.credentialId));
    } else if (event.type === 'document.rights_changed') {
      this.doubt(({ documentId }) => documentId === event['documentId']);
    }
  }

  private doubt(picked: (pass: Pass) => boolean): void {
    for (const pass of this.passes) if (picked(pass)) this.doubtful.add(pass);
    if (this.doubtful.size > 0) this.ask().catch((error: unknown) => this.log.error(error));
  }

  /** Resolves when everybody who is in doubt now has been judged. */
  private ask(): Promise<void> {
    if (this.next !== null) return this.next;
    const asked = this.last.then(() => this.judge());
    this.next = asked;
    this.last = asked.catch(() => undefined);
    return asked;
  }

  private async judge(): Promise<void> {
    this.next = null;
    const batch = [...this.doubtful];
    this.doubtful.clear();
    const actors = await this.actors.again(batch.map((pass) => pass.actor));
    const known = batch.flatMap((pass, i) => {
      const actor = actors[i];
      return typeof actor === 'object' ? { pass, actor, documentId: pass.documentId } : [];
    });
    const rights = known.length === 0 ? [] : await this.kinds.authorize(known);
    batch.forEach((pass, i) => {
      if (actors[i] === 'signed-out') pass.judge('none', SIGNED_OUT);
      if (actors[i] === 'removed') pass.judge('none', NO_ACCESS);
    });
    known.forEach(({ pass }, i) => {
      const right = rights[i] ?? 'none';
      const isNew = pass.rights === 'none';
      pass.judge(right, right !== 'none' ? null : isNew ? NOTHING_HERE : NO_ACCESS);
    });
  }
}

import { Injectable } from '@nestjs/common';

import { type Actor, type Audience, permit, type Permitted } from '#libs/access';
import { requireGroup } from '#libs/identity';
import { Clock, newId, type ProposalId, requireText, type UserId } from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { beginningPolicy } from './beginning.policy.js';
import { DocumentService } from './documents/document.service.js';
import { type FieldValue, requireTemplate, summaryOf, titleOf, topicsOf, withFields } from './proposal-fields.js';
import { Proposal } from './proposal.entity.js';
import { stageNotAllowed, stagePreconditions } from './proposal.errors.js';
import type { ProposalChanged, ProposalMoved } from './proposal.events.js';
import { type ProposalAction, proposalPolicy } from './proposal.policy.js';
import { requireAuthors, requireReaders } from './readers.js';
import { StageRules } from './stage-rules.js';
import { type ProposalStage, targetsOf } from './stages.js';

/** What is absent or null stays as it is; of the fields, those that are not named. */
export interface ProposalChanges {
  readonly title?: string | null | undefined;
  readonly summary?: string | null | undefined;
  readonly topics?: readonly string[] | null | undefined;
  readonly fields?: readonly FieldValue[] | null | undefined;
}

export interface NewProposal extends ProposalChanges {
  readonly template: string;
  readonly title: string;
  readonly audience?: Audience | null | undefined;
  readonly readerIds?: readonly UserId[] | null | undefined;
}

/** Beginning proposals, changing them, and moving them through their life. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly documents: DocumentService,
    private readonly stages: StageRules,
  ) {}

  /** Begins a draft, its author being whoever begins it, together with its document. The whole group reads it, unless said otherwise. */
  async create(actor: Actor, given: NewProposal): Promise<Permitted<Proposal>> {
    const { key: template } = requireTemplate(given.template);
    const title = titleOf(given.title);
    const rights = { audience: given.audience ?? 'group', authorIds: [actor.userId] };
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      await requireGroup(tx, beginningPolicy, actor, 'propose');
      const readerIds = await requireReaders(tx, actor, { ...rights, readerIds: given.readerIds ?? [] });
      const document = await this.documents.create(tx, { ...rights, readerIds, groupId: actor.groupId, kind: 'proposal', title, writers: 'authors' });
      const made = Object.assign(new Proposal(), {
        ...rights, id: newId<ProposalId>(), groupId: actor.groupId, documentId: document.id, readerIds, template, title,
        summary: summaryOf(given.summary ?? ''), topics: topicsOf(given.topics ?? []), fields: withFields(template, {}, given.fields ?? []),
        stage: 'draft' as const, parkedFrom: null, parkedReason: null, createdAt: now, updatedAt: now,
      });
      const proposal = permit(proposalPolicy, actor, 'edit', made, made.id);
      await tx.insert(Proposal, proposal);
      await this.record(tx, actor, 'proposal.created', proposal);
      return proposal;
    });
  }

  async update(actor: Actor, id: ProposalId, { title, summary, topics, fields }: ProposalChanges): Promise<Permitted<Proposal>> {
    return this.change(actor, 'edit', id, async (tx, proposal) => {
      if (title != null && titleOf(title) !== proposal.title) {
        proposal.title = titleOf(title);
        await this.documents.setTitle(tx, proposal.documentId, proposal.title);
      }
      if (summary != null) proposal.summary = summaryOf(summary);
      if (topics != null) proposal.topics = topicsOf(topics);
      if (fields != null) proposal.fields = withFields(proposal.template, proposal.fields, fields);
      await this.record(tx, actor, 'proposal.updated', proposal);
    });
  }

  /** Whoever becomes an author writes the document too. Authors may leave, the last one may not. */
  async setAuthors(actor: Actor, id: ProposalId, authorIds: readonly UserId[]): Promise<Permitted<Proposal>> {
    return this.change(actor, 'share', id, async (tx, proposal) => {
      proposal.authorIds = await requireAuthors(tx, actor, authorIds, proposal.authorIds);
      proposal.readerIds = proposal.readerIds.filter((reader) => !proposal.authorIds.includes(reader));
      await this.followRights(tx, proposal);
      await this.record(tx, actor, 'proposal.authors_changed', proposal);
    });
  }

  /** Says who may read it, and with it its document. */
  async share(actor: Actor, id: ProposalId, audience: Audience, readerIds: readonly UserId[]): Promise<Permitted<Proposal>> {
    return this.change(actor, 'share', id, async (tx, proposal) => {
      proposal.readerIds = await requireReaders(tx, actor, { audience, authorIds: proposal.authorIds, readerIds }, proposal.readerIds);
      proposal.audience = audience;
      await this.followRights(tx, proposal);
      await this.record(tx, actor, 'proposal.shared', proposal);
    });
  }

  /**
   * Moves it to another stage. Parking needs a `reason`, which stays until it is taken up again.
   *
   * @throws DomainError `STAGE_NOT_ALLOWED`, `STAGE_PRECONDITIONS` naming all that is missing, or `INVALID_INPUT` for the reason.
   */
  async move(actor: Actor, id: ProposalId, to: ProposalStage, reason: string | null): Promise<Permitted<Proposal>> {
    return this.change(actor, 'move', id, async (tx, proposal) => {
      const from = proposal.stage;
      if (!targetsOf(proposal).includes(to)) throw stageNotAllowed(id, from, to);
      const missing = await this.stages.missing(tx, proposal, to);
      if (missing.length > 0) throw stagePreconditions(id, to, missing);
      proposal.parkedReason = to === 'parked' ? requireText('reason', reason ?? '', { max: 2_000 }) : null;
      proposal.parkedFrom = to === 'parked' && from !== 'parked' ? from : null;
      proposal.stage = to;
      await this.outbox.record<ProposalMoved>(tx, { ...about(actor, proposal), type: 'proposal.moved', from, to });
    });
  }

  /** Locks, asks for the right, lets `apply` change the row and record what happened, and writes it back. */
  private async change(
    actor: Actor, action: ProposalAction, id: ProposalId, apply: (tx: Tx, proposal: Permitted<Proposal>) => Promise<void>,
  ): Promise<Permitted<Proposal>> {
    return this.database.transaction(async (tx) => {
      const found = await tx.read(Proposal).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      const proposal = permit(proposalPolicy, actor, action, found, id);
      await apply(tx, proposal);
      proposal.updatedAt = this.clock.now();
      await tx.save(Proposal, proposal);
      return proposal;
    });
  }

  private async followRights(tx: Tx, { documentId, audience, authorIds, readerIds }: Proposal): Promise<void> {
    await this.documents.setRights(tx, documentId, { audience, authorIds, readerIds, writers: 'authors' });
  }

  private async record(tx: Tx, actor: Actor, type: ProposalChanged['type'], proposal: Proposal): Promise<void> {
    await this.outbox.record<ProposalChanged>(tx, { ...about(actor, proposal), type });
  }
}

const about = (actor: Actor, { id, groupId, documentId }: Proposal) => ({
  subject: `proposal:${id}`, groupId, actorId: actor.userId, proposalId: id, documentId,
});

import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import type { Actor } from '#libs/access';
import { PeopleService } from '#libs/identity';
import type { ActionId, DocumentId, MeetingId, ProposalId, ThreadId } from '#libs/kernel';
import { Clock, instantOf } from '#libs/kernel';
import { type Action, Meeting, meetingPolicy, meetingsSoon, openActionsOf } from '#libs/meetings';
import { Database } from '#libs/platform';
import { proposalPolicy } from '#libs/proposals';
import { type Severity, toAnswer, toConfirm, toReplyTo, type WaitingThread } from '#libs/threads';

/** In the order in which they are shown: what others wait for before what only I do. */
export const NEEDS_ME_KINDS = ['confirm_concern', 'answer_concern', 'meeting', 'action', 'mention'] as const;
export type NeedsMeKind = (typeof NEEDS_ME_KINDS)[number];

/** One thing that waits for somebody, and why. */
export interface NeedsMeItem {
  /** The same as long as it waits. */
  readonly id: string;
  readonly kind: NeedsMeKind;
  /** What to do. */
  readonly title: string;
  /** The words that it is about. */
  readonly quote: string | null;
  /** Goes on from "because". */
  readonly because: string;
  readonly at: Date;
  readonly dueAt: Date | null;
  readonly threadId: ThreadId | null;
  readonly proposalId: ProposalId | null;
  readonly meetingId: MeetingId | null;
  readonly actionId: ActionId | null;
  readonly severity: Severity | null;
}

const SOON_MS = 24 * 3_600_000;

/**
 * What waits for somebody, computed from how things stand at the moment of asking. Nothing is stored and nothing ticked off:
 * what was done, or taken away, is not here any more.
 */
@Injectable()
export class NeedsMe {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleService,
    private readonly clock: Clock,
  ) {}

  async items(actor: Actor): Promise<NeedsMeItem[]> {
    const now = this.clock.now();
    const [confirm, answer, mentions, actions, meetings] = await Promise.all([
      toConfirm(this.database, actor),
      toAnswer(this.database, actor),
      toReplyTo(this.database, actor, now),
      openActionsOf(this.database, actor),
      meetingsSoon(this.database, actor, new Date(now.getTime() + SOON_MS)),
    ]);
    const meetingOf = await this.meetingsBy([...confirm, ...answer, ...mentions].map(({ documentId }) => documentId));
    const settling = new Set([...confirm, ...answer].map(({ threadId }) => threadId));
    return [
      ...confirm.map((thread) => confirmation(thread, meetingOf)),
      ...answer.map((thread) => answering(thread, meetingOf)),
      ...meetings.map(joining),
      ...(await this.actions(actor, actions)),
      // Whoever is to settle a thread is not asked a second time to look into it.
      ...mentions.filter(({ threadId }) => !settling.has(threadId)).map((thread) => replying(thread, meetingOf)),
    ];
  }

  private async actions(actor: Actor, actions: readonly Action[]): Promise<NeedsMeItem[]> {
    if (actions.length === 0) return [];
    const [givers, zone] = await Promise.all([this.people.named(actor, actions.map(({ createdById }) => createdById)), this.zoneOf(actor)]);
    return actions.map((action) => ({
      ...doing(action, action.createdById === actor.userId ? null : (givers.get(action.createdById)?.name ?? null), zone),
      // An action is its owner's to know, where it was agreed not always.
      meetingId: action.meeting !== null && meetingPolicy.may.read(actor, action.meeting) ? action.meeting.id : null,
      proposalId: action.proposal !== null && proposalPolicy.may.read(actor, action.proposal) ? action.proposal.id : null,
    }));
  }

  private async zoneOf({ userId }: Actor): Promise<string> {
    const [user] = await this.database.sql<{ zone: string | null }>('SELECT time_zone AS zone FROM app_user WHERE id = $1', [userId]);
    return user?.zone ?? 'UTC';
  }

  /** The meetings whose notes these documents are: a thread in notes is read on the meeting's page. */
  private async meetingsBy(documentIds: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, MeetingId>> {
    if (documentIds.length === 0) return new Map();
    const rows = await this.database.read(Meeting).find({ select: { id: true, documentId: true }, where: { documentId: In([...new Set(documentIds)]) } });
    return new Map(rows.map(({ id, documentId }) => [documentId, id]));
  }
}

type MeetingOf = ReadonlyMap<DocumentId, MeetingId>;

const NOWHERE = { threadId: null, proposalId: null, meetingId: null, actionId: null, severity: null, quote: null, dueAt: null };

function onThread(kind: NeedsMeKind, thread: WaitingThread, meetingOf: MeetingOf): Omit<NeedsMeItem, 'title' | 'because'> {
  const { threadId, proposalId, documentId, severity, words, since } = thread;
  return {
    ...NOWHERE, id: `${kind}:${threadId}`, kind, threadId, proposalId, meetingId: meetingOf.get(documentId) ?? null, severity, at: since,
    quote: words === '' ? null : words,
  };
}

const confirmation = (thread: WaitingThread, meetingOf: MeetingOf): NeedsMeItem => ({
  ...onThread('confirm_concern', thread, meetingOf),
  title: `Confirm that your ${thread.kind} is settled`,
  because: `${thread.by} says that it is, by “${thread.addressedBy}”, and only you or a lead can confirm`,
});

const answering = (thread: WaitingThread, meetingOf: MeetingOf): NeedsMeItem => ({
  ...onThread('answer_concern', thread, meetingOf),
  title: 'Name what settles a concern',
  because: `${thread.by} raised it on “${thread.about}”, of which you are an author`,
});

const replying = (thread: WaitingThread, meetingOf: MeetingOf): NeedsMeItem => ({
  ...onThread('mention', thread, meetingOf),
  title: `${thread.by} asks for you`,
  because: `you were named on “${thread.about}” and have not replied`,
});

const joining = ({ id, title, state, startsAt }: Meeting): NeedsMeItem => ({
  ...NOWHERE, id: `meeting:${id}`, kind: 'meeting', title, meetingId: id, at: startsAt, dueAt: startsAt,
  because: state === 'running' ? 'it is running now' : 'it starts within a day',
});

const doing = ({ id, title, dueOn, createdAt }: Action, giver: string | null, zone: string): NeedsMeItem => ({
  ...NOWHERE, id: `action:${id}`, kind: 'action', title, actionId: id, at: createdAt,
  dueAt: dueOn === null ? null : endOfDay(dueOn, zone),
  because: giver === null ? 'you took this action' : `${giver} gave you this action`,
});

/** The last second of a day where the person is. Where clocks go forward at eleven in the evening, the day ends an hour earlier. */
export function endOfDay(day: string, zone: string): Date {
  try {
    return instantOf(`${day}T23:59:59`, zone);
  } catch {
    return instantOf(`${day}T22:59:59`, zone);
  }
}

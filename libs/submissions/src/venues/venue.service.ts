import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import { requireGroup } from '#libs/identity';
import {
  Clock, decodePlace, invalidInput, newId, type Page, pageOf, type PageRequest, pageSize, requireText, type VenueDeadlineId, type VenueId,
} from '#libs/kernel';
import { Database, isDuplicate, Outbox, type Tx } from '#libs/platform';

import { venueExists } from '../submission.errors.js';
import type { VenueCreated } from '../submission.events.js';
import { type Announced, instantOfAnnounced } from './announced.js';
import { type DeadlineKind, VenueDeadline } from './venue-deadline.entity.js';
import { Venue } from './venue.entity.js';
import { aimedAtSql, cataloguePolicy, deadlinePolicy, venuePolicy } from './venue.policy.js';

export interface NewVenue {
  readonly name: string;
  readonly edition: string;
  readonly url?: string | null | undefined;
  readonly deadlines: readonly (Announced & { readonly kind: DeadlineKind })[];
}

/** No call for papers has more dates than this. */
const MAX_DEADLINES = 30;

/** The group's catalogue of venues. */
@Injectable()
export class VenueService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async require(actor: Actor, id: VenueId): Promise<Permitted<Venue>> {
    return permit(venuePolicy, actor, 'read', await this.database.read(Venue).findOneBy({ id }), id);
  }

  /** The venues that the actor may see, newest first. */
  async list(actor: Actor, request: PageRequest): Promise<Page<Permitted<Venue>>> {
    const first = pageSize(request);
    const query = this.database.read(Venue).createQueryBuilder('v')
      .where(venuePolicy.visibleTo(actor)).orderBy('v.createdAt', 'DESC').addOrderBy('v.id', 'DESC').limit(first + 1);
    if (request.after != null) query.andWhere('(v.createdAt, v.id) < (:at::timestamptz, :id::uuid)', decodePlace(request.after));
    const page = pageOf(await query.getMany(), first, (venue) => [venue.createdAt.toISOString(), venue.id]);
    return { ...page, nodes: readable(venuePolicy, actor, page.nodes) };
  }

  /** Those with a date that is still ahead, by the first such date. */
  async upcoming(actor: Actor, request: PageRequest): Promise<Page<Permitted<Venue>>> {
    const first = pageSize(request);
    const parameters: unknown[] = [];
    const place = (value: unknown): string => `$${parameters.push(value)}`;
    const [group, now] = [place(actor.groupId), place(this.clock.now())];
    const conditions = [`d.group_id = ${group}`, `d.at > ${now}`];
    if (actor.role === 'guest') conditions.push(`d.venue_id IN (${aimedAtSql(actor, { group, user: place(actor.userId) })})`);
    if (request.after != null) {
      const { at, id } = decodePlace(request.after);
      conditions.push(`(d.at, d.venue_id) > (${place(at)}::timestamptz, ${place(id)}::uuid)`);
    }
    // Walks the dates ahead in their order and keeps each venue's first, so that a page costs the same however many follow.
    const dates = await this.database.sql<{ id: VenueId; at: Date }>(
      `SELECT d.venue_id AS id, d.at FROM venue_deadline d
       WHERE ${conditions.join(' AND ')} AND NOT EXISTS (
         SELECT 1 FROM venue_deadline earlier WHERE earlier.venue_id = d.venue_id AND earlier.at > ${now} AND (earlier.at, earlier.id) < (d.at, d.id))
       ORDER BY d.at, d.venue_id LIMIT ${first + 1}`, parameters);
    const { nodes, ...page } = pageOf(dates, first, ({ id, at }) => [at.toISOString(), id]);
    const rows = await this.database.read(Venue).findBy({ id: In(nodes.map(({ id }) => id)) });
    const byId = new Map(readable(venuePolicy, actor, rows).map((venue) => [venue.id, venue]));
    return { ...page, nodes: nodes.flatMap(({ id }) => byId.get(id) ?? []) };
  }

  /** @throws DomainError `VENUE_EXISTS`, `ZONE_UNKNOWN`, `LOCAL_TIME_INVALID`, `TIME_DOES_NOT_EXIST` or `INVALID_INPUT`, naming the field. */
  async create(actor: Actor, fields: NewVenue): Promise<Permitted<Venue>> {
    const now = this.clock.now();
    const made = Object.assign(new Venue(), {
      id: newId<VenueId>(), groupId: actor.groupId, name: requireText('name', fields.name, { max: 120 }),
      edition: requireText('edition', fields.edition, { max: 40 }), url: addressOf(fields.url ?? ''), createdAt: now, readerIds: [],
    });
    if (fields.deadlines.length > MAX_DEADLINES) throw invalidInput('deadlines', `Give at most ${MAX_DEADLINES} dates.`);
    const deadlines = fields.deadlines.map(({ kind, ...date }, index) =>
      Object.assign(new VenueDeadline(), {
        id: newId<VenueDeadlineId>(), groupId: made.groupId, venueId: made.id, kind, zone: date.zone, local: date.localTime,
        at: instantOfAnnounced(`deadlines.${index}`, date),
      }));
    return this.database.transaction(async (tx) => {
      await requireGroup(tx, cataloguePolicy, actor, 'add_venue');
      const venue = permit(venuePolicy, actor, 'read', made, made.id);
      await insertVenue(tx, venue);
      if (deadlines.length > 0) await tx.insert(VenueDeadline, ...deadlines);
      await this.outbox.record<VenueCreated>(tx, {
        type: 'venue.created', subject: `venue:${venue.id}`, groupId: venue.groupId, actorId: actor.userId, venueId: venue.id, proposalId: null,
      });
      return venue;
    });
  }

  /** The dates of these venues, the earliest first. */
  async deadlinesOf(actor: Actor, venues: readonly Venue[]): Promise<Permitted<VenueDeadline>[]> {
    const byId = new Map(venues.map((venue) => [venue.id, venue]));
    const rows = await this.database.read(VenueDeadline).find({ where: { venueId: In([...byId.keys()]) }, order: { at: 'ASC', id: 'ASC' } });
    return readable(deadlinePolicy, actor, rows.map((row) => Object.assign(row, { venue: byId.get(row.venueId) as Venue })));
  }
}

async function insertVenue(tx: Tx, venue: Venue): Promise<void> {
  try {
    await tx.insert(Venue, venue);
  } catch (error) {
    if (isDuplicate(error, 'venue_edition_once')) throw venueExists(venue.name, venue.edition);
    throw error;
  }
}

function addressOf(url: string): string | null {
  const text = requireText('url', url, { min: 0, max: 500 });
  if (text === '') return null;
  const parsed = URL.parse(text);
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) throw invalidInput('url', 'Write the whole address, beginning with https://');
  return parsed.href;
}

import { Injectable } from '@nestjs/common';

import type { Actor } from '#libs/access';
import { pageSize } from '#libs/kernel';
import { Database, prefixesOf } from '#libs/platform';

import { FINDERS, SEARCH_KINDS, type SearchHit, type SearchKind } from './finders.js';

/** So many of each kind, unless asked otherwise. */
const EACH = 10;

/** One box over all that a person may read. */
@Injectable()
export class SearchService {
  constructor(private readonly database: Database) {}

  /**
   * What has all these words, or words that begin so: up to `first` of each kind, kind by kind, what fits best first.
   *
   * @throws DomainError `PAGE_SIZE`.
   */
  async find(actor: Actor, text: string, kinds: readonly SearchKind[] | null, first: number | null): Promise<SearchHit[]> {
    const most = pageSize({ first: first ?? EACH });
    const prefixes = prefixesOf(text);
    if (prefixes === null) return [];
    const wanted = SEARCH_KINDS.filter((kind) => kinds === null || kinds.includes(kind));
    const found = await Promise.all(wanted.map(async (kind) => {
      const hits = await FINDERS[kind](this.database, { actor, prefixes, most });
      return hits.map((hit) => ({ kind, ...hit }));
    }));
    return found.flat();
  }
}

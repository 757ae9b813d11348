import type { Lifecycle } from '../../experiment.entity.js';
import type { Fields } from './fields.js';

/** In the order in which protobuf numbers them. */
export const VIEWS = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const;

export const lifecycleIn = (view: (typeof VIEWS)[number] = 'ACTIVE_ONLY'): Lifecycle | undefined =>
  ({ ACTIVE_ONLY: 'active', DELETED_ONLY: 'deleted', ALL: undefined } as const)[view];

const MOST = 50_000;

/** How many, and after which; an empty token is the first page. */
export const pageIn = (asked: Fields, { fallback }: { fallback: number }): { first: number; after: string | null } =>
  ({ first: asked.integer('max_results', { least: 1, most: MOST }) ?? fallback, after: asked.optionalText('page_token') || null });

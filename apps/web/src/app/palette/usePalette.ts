import type { Icon as TablerIcon } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';

import type { SearchKind } from '../../graphql/generated/graphql';
import { reasonOf, useToaster } from '../../ui';
import { useOfferedActions } from '../actions/actions';
import type { PageAction } from '../actions/registry';
import { type Hit, kindIcons, useAddressOfHit, useHits } from './hits';
import { match, type Match } from './match';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly ranges: Match['ranges'];
  /** Why it is here, or why it cannot be done now. */
  readonly detail?: string | undefined;
  /** Whether people wrote the label: it is serif then. */
  readonly written: boolean;
  readonly icon?: TablerIcon | undefined;
  readonly keys?: string | undefined;
  readonly possible: boolean;
  readonly run: () => unknown;
}

export interface PaletteSection {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

const KIND_OF_PREFIX: Record<string, SearchKind | undefined> = { '@': 'person', '#': 'proposal' };

/** What the palette lists for a text: `>` asks for actions only, `@` for people, `#` for proposals. */
export function usePalette(text: string, narrowed: SearchKind | null): readonly PaletteSection[] {
  const prefix = /^[>@#]/.exec(text)?.[0];
  const query = (prefix === undefined ? text : text.slice(1)).trimStart();
  const kind = (prefix === undefined ? null : KIND_OF_PREFIX[prefix]) ?? narrowed;
  const offered = useOfferedActions();
  const hits = useHits(prefix === '>' ? '' : query, kind === null ? null : [kind]);
  const openHit = useOpenHit();

  const actions = (sections: readonly PageAction['section'][]) => (kind === null ? matching(offered.filter(({ section = 'here' }) => sections.includes(section)), query) : []);
  return [
    { title: 'Do, here', items: actions(['here']) },
    { title: 'Open', items: hits.map((hit) => itemOfHit(hit, query, openHit)) },
    { title: 'Go to', items: prefix === '>' ? [] : actions(['go']) },
    { title: 'Everywhere', items: actions(['everywhere']) },
  ].filter(({ items }) => items.length > 0);
}

function useOpenHit(): (hit: Hit) => Promise<void> {
  const router = useRouter();
  const addressOf = useAddressOfHit();
  const { say } = useToaster();
  return async (hit) => {
    try {
      await router.navigate({ href: await addressOf(hit) });
    } catch (error) {
      say(`${hit.title} could not be opened. ${reasonOf(error)}`);
    }
  };
}

/** The actions that the query names, the best match first. Without a query, all in their own order. */
function matching(actions: readonly PageAction[], query: string): PaletteItem[] {
  return actions
    .flatMap((action) => {
      const found = match(query, action.label);
      return found === undefined ? [] : [{ action, found }];
    })
    .sort((one, other) => other.found.score - one.found.score)
    .map(({ action, found }) => ({
      id: action.id,
      label: action.label,
      ranges: found.ranges,
      detail: action.missing,
      written: false,
      icon: action.icon,
      keys: action.keys,
      possible: action.missing === undefined,
      run: action.run,
    }));
}

const itemOfHit = (hit: Hit, query: string, open: (hit: Hit) => Promise<void>): PaletteItem => ({
  id: `${hit.kind}-${hit.id}`,
  label: hit.title,
  ranges: match(query, hit.title)?.ranges ?? [],
  detail: `${hit.kind}, ${hit.because}`,
  written: hit.kind !== 'person' && hit.kind !== 'experiment',
  icon: kindIcons[hit.kind],
  possible: true,
  run: () => open(hit),
});

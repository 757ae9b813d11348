import { IconFileText, IconLayoutSidebar, IconLogout, IconMoon, IconPlus, IconSettings, IconSun } from '@tabler/icons-react';
import { useMantineColorScheme } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';

import { useToaster } from '../../ui';
import { usePageActions } from '../actions/actions';
import { moves } from '../actions/moves';
import type { PageAction } from '../actions/registry';
import { addresses } from '../addresses';
import { places } from '../places';
import { useSignOut } from '../sign-out';

interface FrameActionsOptions {
  readonly onOpen: (what: 'palette' | 'actions' | 'keys') => void;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}

/** What can be done on every page. */
export function useFrameActions({ onOpen, folded, onFold }: FrameActionsOptions): void {
  const router = useRouter();
  const { undoLast } = useToaster();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();

  const going = useMemo(() => {
    const go = (href: string) => () => router.navigate({ href });
    return [
      ...places.map(({ name, label, href, icon, keys }): PageAction => ({ id: `go-${name}`, label, section: 'go', icon, run: go(href), ...(keys === undefined ? {} : { keys }) })),
      { id: 'go-new-proposal', label: 'New proposal', section: 'go', icon: IconPlus, run: go(addresses.newProposal) },
      { id: 'go-documents', label: 'Documents', section: 'go', icon: IconFileText, run: go(addresses.documents) },
      { id: 'go-me', label: 'Your settings', section: 'go', icon: IconSettings, run: go(addresses.me()) },
      { id: 'go-group', label: 'The group and its members', section: 'go', icon: IconSettings, run: go(addresses.group()) },
    ] satisfies PageAction[];
  }, [router]);
  usePageActions(going);

  const helping = useMemo<PageAction[]>(() => [
    { id: 'palette', label: 'Search or do', section: 'move', keys: 'mod+k', run: () => { onOpen('palette'); } },
    { id: 'actions', label: 'What can be done here', section: 'move', keys: '.', run: () => { onOpen('actions'); } },
    { id: 'keys', label: 'All keys of this page', section: 'move', keys: '?', run: () => { onOpen('keys'); } },
    { id: 'search-here', label: 'Search here', section: 'move', keys: '/', run: () => { if (!focusSearch()) onOpen('palette'); } },
    { id: 'undo', label: 'Undo what was just done', section: 'move', keys: 'z', run: undoLast },
    ...moves,
  ], [onOpen, undoLast]);
  usePageActions(helping);

  const settings = useMemo<PageAction[]>(() => [
    { id: 'fold', label: folded ? 'Unfold the navigation' : 'Fold the navigation', section: 'everywhere', icon: IconLayoutSidebar, keys: '[', run: () => { onFold(!folded); } },
    {
      id: 'scheme', label: colorScheme === 'dark' ? 'Appearance: light' : 'Appearance: dark', section: 'everywhere', icon: colorScheme === 'dark' ? IconSun : IconMoon,
      run: () => { setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'); },
    },
    { id: 'sign-out', label: 'Sign out', section: 'everywhere', icon: IconLogout, run: signOut },
  ], [folded, onFold, colorScheme, setColorScheme, signOut]);
  usePageActions(settings);
}

/** A page marks its own search field with `data-search-here`. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLElement>('[data-search-here]');
  field?.focus();
  return field !== null;
}

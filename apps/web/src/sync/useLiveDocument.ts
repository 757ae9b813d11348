import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';

import type { SavingState } from '#libs/sync/client';

import type { PersonShown, SavedState } from '../ui';
import { type LiveDocument, liveDocuments } from './live-documents';

/** The document, open for as long as the component is on the page; null in the instant before. */
export function useLiveDocument(userId: string, documentId: string): LiveDocument | null {
  const subscribe = useCallback((changed: () => void) => {
    const release = liveDocuments.hold(userId, documentId);
    changed();
    return release;
  }, [userId, documentId]);
  return useSyncExternalStore(subscribe, () => liveDocuments.find(userId, documentId));
}

/** What the server has of the document. */
export function useSaving({ provider }: LiveDocument): SavingState {
  const subscribe = useCallback((changed: () => void) => provider.onSaving(changed), [provider]);
  return useSyncExternalStore(subscribe, () => provider.saving);
}

/** The state in the words of the top bar; null while it is not known and nothing waits. */
export function savedState({ status, pending }: SavingState): SavedState | null {
  if (status === 'offline') return { unsaved: pending, online: false };
  return status !== 'saved' && pending === 0 ? null : { unsaved: pending, online: true };
}

/**
 * Whether there is something to show: this device's copy or the server's answer, whichever comes first. An empty copy is
 * no answer as long as the server may have one; without a connection it is all there is.
 */
export function useReady(live: LiveDocument): boolean {
  const { provider, doc, loaded } = live;
  const [isLoaded, setLoaded] = useState(false);
  const [isSynced, setSynced] = useState(provider.synced);
  const { status } = useSaving(live);
  useEffect(() => {
    let isHere = true;
    void loaded.then(() => { if (isHere) setLoaded(true); });
    const note = (synced: boolean) => { if (synced) setSynced(true); };
    provider.on('sync', note);
    return () => {
      isHere = false;
      provider.off('sync', note);
    };
  }, [provider, loaded]);
  return isLoaded && (isSynced || status === 'offline' || doc.store.clients.size > 0);
}

/** Who else has the document open, each once, however many tabs they have. */
export function usePresence(awareness: Awareness, me: string): readonly PersonShown[] {
  const store = useMemo(() => presenceOf(awareness, me), [awareness, me]);
  return useSyncExternalStore(store.subscribe, store.get);
}

function presenceOf(awareness: Awareness, me: string) {
  let people: readonly PersonShown[] = [];
  return {
    subscribe: (changed: () => void) => {
      awareness.on('change', changed);
      return () => { awareness.off('change', changed); };
    },
    /** The same list until somebody comes or goes: a caret that moves is no news here. */
    get: (): readonly PersonShown[] => {
      const present = peopleIn(awareness, me);
      if (present.length !== people.length || present.some(({ id }, i) => id !== people[i]?.id)) people = present;
      return people;
    },
  };
}

function peopleIn(awareness: Awareness, me: string): PersonShown[] {
  const byId = new Map<string, PersonShown>();
  for (const state of awareness.getStates().values()) {
    const user: unknown = state['user'];
    if (isPerson(user) && user.id !== me) byId.set(user.id, user);
  }
  return [...byId.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** The server stamps each state with the person it belongs to; until then it is what its own page said. */
const isPerson = (user: unknown): user is PersonShown =>
  typeof user === 'object' && user !== null && 'id' in user && 'name' in user && 'initials' in user && 'colour' in user;

import { useQuery } from '@apollo/client/react';
import { Outlet, useMatches } from '@tanstack/react-router';
import { type ReactNode, type RefCallback, useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { graphql } from '../../graphql/generated';
import { Failure, Page, Unseen, Waiting } from '../../ui';
import { useKeyboard } from '../actions/useKeyboard';
import { addresses } from '../addresses';
import { later } from '../later';
import { Viewer, ViewerContext, type ViewerShown } from '../viewer';
import styles from './frame.module.css';
import { useCurrentHead } from './head';
import { Navigation, TabBar } from './Navigation';
import { OfflineBanner } from './OfflineBanner';
import { useRemembered } from './remembered';
import { type SlotElements, type SlotName, SlotsContext } from './slots';
import { TopBar } from './TopBar';
import { useFrameActions } from './useFrameActions';

const Palette = later(async () => (await import('../palette/Palette')).default);
const KeysDialog = later(async () => (await import('../palette/KeysDialog')).default);

const NeededCount = graphql(`
  query NeededCount {
    needsMe { id }
  }
`);

/** Everything around a page, for somebody who is signed in; the client sends everybody else to the sign-in page. */
export function Frame(): ReactNode {
  const { data, error, refetch } = useQuery(Viewer);
  if (data === undefined && error !== undefined) {
    return <main><Page title="Colloquium"><Failure what="Your account could not be loaded" error={error} onRetry={refetch} /></Page></main>;
  }
  if (data === undefined) return <main><Page title={<Unseen>Colloquium</Unseen>}><Waiting what="your account" bare /></Page></main>;
  return <ViewerContext value={data.viewer}><FrameOf viewer={data.viewer} /></ViewerContext>;
}

function FrameOf({ viewer }: { viewer: ViewerShown }): ReactNode {
  const { title, place, reading, pathname } = useHere();
  const { data } = useQuery(NeededCount);
  const needed = data?.needsMe.length ?? 0;
  const [folded, setFolded] = useRemembered(reading ? 'rail.reading' : 'rail.lists', reading);
  const [open, setOpen] = useState<'palette' | 'actions' | 'keys' | null>(null);
  const [slots, setSlots] = useState<SlotElements>({});
  const head = useCurrentHead();
  const named = head?.title ?? title;
  const trail = head?.trail ?? [{ label: viewer.group.name, href: addresses.home }];

  useKeyboard(viewer.singleKeys);
  useFrameActions({ onOpen: setOpen, folded, onFold: setFolded });
  useEffect(() => {
    document.title = `${needed > 0 && place === 'home' ? `(${needed}) ` : ''}${named} · Colloquium`;
  }, [named, needed, place]);
  const slotRefs = useMemo(() => slotSetters(setSlots), []);
  const main = useFocusOnArrival(pathname);
  const close = useCallback(() => { setOpen(null); }, []);

  return (
    <SlotsContext value={slots}>
      <a href="#main" className={styles.skip}>Skip to the page</a>
      <div className={styles.frame} data-folded={folded || undefined} data-reading={reading || undefined}>
        <Navigation here={place} group={viewer.group.name} needed={needed} folded={folded} />
        <div>
          <TopBar trail={trail} title={named} reading={reading} slot={(name) => slotRefs[name]} onPalette={() => { setOpen('palette'); }} onKeys={() => { setOpen('keys'); }} />
          <OfflineBanner />
          <main id="main" className={styles.main} ref={main} tabIndex={-1} data-region><Outlet /></main>
        </div>
      </div>
      <TabBar here={place} needed={needed} />
      {(open === 'palette' || open === 'actions') && <Palette initial={open === 'actions' ? '>' : ''} onClose={close} />}
      {open === 'keys' && <KeysDialog onClose={close} />}
    </SlotsContext>
  );
}

/** What the route says of itself. */
function useHere() {
  return useMatches({
    select: (matches) => {
      const last = matches.at(-1);
      const { title = 'Not found', place, reading = false } = last?.staticData ?? {};
      return { title, place, reading, pathname: last?.pathname ?? '' };
    },
    structuralSharing: true,
  });
}

function slotSetters(setSlots: (change: (slots: SlotElements) => SlotElements) => void): Record<SlotName, RefCallback<HTMLElement>> {
  const setter = (name: SlotName): RefCallback<HTMLElement> => (element) => { setSlots((slots) => ({ ...slots, [name]: element })); };
  return { saved: setter('saved'), presence: setter('presence'), action: setter('action') };
}

/** A new page takes the focus, so that the next Tab is in it and a screen reader begins to read there. */
function useFocusOnArrival(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const arrivedAt = useRef(pathname);
  useEffect(() => {
    if (arrivedAt.current === pathname) return;
    arrivedAt.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

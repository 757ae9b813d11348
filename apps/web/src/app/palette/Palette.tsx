import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';

import type { SearchKind } from '../../graphql/generated/graphql';
import { Icon } from '../../ui';
import { keyCaps } from '../actions/keys';
import { onMac } from '../platform';
import { kindWords } from './hits';
import styles from './palette.module.css';
import { type PaletteItem, type PaletteSection, usePalette } from './usePalette';

const KINDS = Object.keys(kindWords) as SearchKind[];

interface PaletteProps {
  /** What stands in the field at first: `>` shows only actions. */
  readonly initial: string;
  readonly onClose: () => void;
}

/** Everything that can be done, opened or gone to, by two letters of each word. */
export default function Palette({ initial, onClose }: PaletteProps): ReactNode {
  return (
    <Modal.Root opened onClose={onClose} padding={0} size={560} yOffset="12vh" transitionProps={{ duration: 180 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search or do" radius="lg" shadow="lg">
        <PaletteBody initial={initial} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ initial, onClose }: PaletteProps): ReactNode {
  const [text, setText] = useState(initial);
  const [kind, setKind] = useState<SearchKind | null>(null);
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const sections = usePalette(text, kind);
  const items = sections.flatMap((section) => section.items);
  const active = items[Math.min(chosen, items.length - 1)];
  const optionId = (item: PaletteItem) => `${listId}-${item.id}`;

  const run = (item: PaletteItem | undefined) => {
    if (item === undefined || !item.possible) return;
    onClose();
    void item.run();
  };
  const press = (event: KeyboardEvent) => {
    const act = {
      ArrowDown: () => { setChosen((chosen + 1) % Math.max(1, items.length)); },
      ArrowUp: () => { setChosen((chosen + items.length - 1) % Math.max(1, items.length)); },
      Enter: () => { run(active); },
      Tab: () => { setKind(nextKind(kind, event.shiftKey)); setChosen(0); },
    }[event.key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };
  useEffect(() => {
    if (active !== undefined) document.getElementById(`${listId}-${active.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);

  return (
    <>
      <div className={styles.field}>
        <Icon of={IconSearch} />
        {kind !== null && <span className={styles.kind}>{kindWords[kind]}</span>}
        <input
          value={text}
          onChange={(event) => { setText(event.currentTarget.value); setChosen(0); }}
          onKeyDown={press}
          placeholder="Search or do"
          aria-label="Search or do"
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <kbd>Esc</kbd>
      </div>
      <div id={listId} role="listbox" aria-label="What was found" className={styles.list}>
        {sections.map((section) => (
          <Section key={section.title} section={section} active={active} optionId={optionId} onRun={run} />
        ))}
      </div>
      {items.length === 0 && <p className={styles.nothing} role="status">{text.trim().length < 2 ? 'Type two letters of each word.' : 'Nothing that you may read or do is called that.'}</p>}
      <footer className={styles.foot}>
        <span><kbd>Enter</kbd> open</span>
        <span><kbd>Tab</kbd> narrow to {kindWords[nextKind(kind, false) ?? 'proposal']}</span>
        <span><kbd>&gt;</kbd> only actions</span>
      </footer>
    </>
  );
}

interface SectionProps {
  readonly section: PaletteSection;
  readonly active: PaletteItem | undefined;
  readonly optionId: (item: PaletteItem) => string;
  readonly onRun: (item: PaletteItem) => void;
}

function Section({ section, active, optionId, onRun }: SectionProps): ReactNode {
  const titleId = useId();
  return (
    <div role="group" aria-labelledby={titleId}>
      <div id={titleId} className={styles.title}>{section.title}</div>
      {section.items.map((item) => (
        // The keys are those of the field, which keeps the focus; the pointer needs only the click.
        <div key={item.id} id={optionId(item)} role="option" aria-selected={item === active} aria-disabled={!item.possible} className={styles.item} onClick={() => { onRun(item); }}>
          {item.icon === undefined ? <span className={styles.blank} /> : <Icon of={item.icon} small />}
          <span className={styles.words}>
            <span data-written={item.written || undefined}><Marked text={item.label} ranges={item.ranges} /></span>
            {item.detail !== undefined && <small>{item.detail}</small>}
          </span>
          {item.keys !== undefined && <span>{keyCaps(item.keys, onMac).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>}
        </div>
      ))}
    </div>
  );
}

/** The text with what the query covers set bold. */
function Marked({ text, ranges }: { text: string; ranges: PaletteItem['ranges'] }): ReactNode {
  const edges = ranges.map(([from, to], index) => ({ before: text.slice(ranges[index - 1]?.[1] ?? 0, from), within: text.slice(from, to), from }));
  return (
    <>
      {edges.map(({ before, within, from }) => <Fragment key={from}>{before}<b>{within}</b></Fragment>)}
      {text.slice(ranges.at(-1)?.[1] ?? 0)}
    </>
  );
}

/** Through the kinds in turn, and between the last and the first, all of them. */
function nextKind(kind: SearchKind | null, back: boolean): SearchKind | null {
  const ring = [null, ...KINDS];
  return ring.at((ring.indexOf(kind) + (back ? -1 : 1)) % ring.length) ?? null;
}

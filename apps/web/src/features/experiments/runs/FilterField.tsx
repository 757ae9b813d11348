import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';

import { DomainFailure } from '../../../failure';
import { Icon } from '../../../ui';
import { type Completion, completionFor, type FilterWords } from './completion';
import styles from './runs.module.css';

interface FilterFieldProps {
  /** The filter that holds now. */
  readonly filter: string;
  readonly words: FilterWords;
  /** Why the filter that holds cannot be read. */
  readonly error: unknown;
  readonly onFilter: (filter: string) => void;
}

const NOTHING: Completion = { from: 0, options: [] };

/** A filter in MLflow's language. It offers what may come next, and holds when it is entered. */
export function FilterField({ filter, words, error, onFilter }: FilterFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter);
  const [known, setKnown] = useState(filter);
  const [completion, setCompletion] = useState(NOTHING);
  const combobox = useCombobox({ onDropdownClose: () => { combobox.resetSelectedOption(); } });

  // What changes the filter elsewhere (“Clear filter”, an address) changes the text; the field keeps the focus.
  if (filter !== known) {
    setKnown(filter);
    setText(filter);
  }

  const offer = (next: string, at: number) => {
    setText(next);
    setCompletion(completionFor(next.slice(0, at), words));
    combobox.openDropdown();
    combobox.resetSelectedOption();
  };
  const take = (option: string) => {
    const at = field.current?.selectionStart ?? text.length;
    const before = `${text.slice(0, completion.from)}${option} `;
    offer(`${before}${text.slice(at).trimStart()}`, before.length);
    queueMicrotask(() => field.current?.setSelectionRange(before.length, before.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // With an option chosen, Enter takes the option; the combobox sees to that.
    if (event.key !== 'Enter' || combobox.getSelectedOptionIndex() >= 0) return;
    combobox.closeDropdown();
    onFilter(text.trim());
  };

  return (
    <div className={styles.filter}>
      <Combobox store={combobox} onOptionSubmit={take} shadow="lg">
        <Combobox.Target>
          <TextInput
            ref={field} aria-label="Filter of runs" placeholder="metrics.accuracy > 0.7 AND params.lr = '0.1'" value={text} spellCheck={false} autoComplete="off"
            leftSection={<Icon of={IconFilter} small />} classNames={{ input: styles.filterInput }} data-search-here
            onChange={({ currentTarget: { value, selectionStart } }) => { offer(value, selectionStart ?? value.length); }}
            onFocus={({ currentTarget: { value, selectionStart } }) => { offer(value, selectionStart ?? value.length); }}
            onBlur={() => { combobox.closeDropdown(); onFilter(text.trim()); }} onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={completion.options.length === 0}>
          <Combobox.Options aria-label="What may come next">
            {completion.options.map((option) => <Combobox.Option key={option} value={option} className={styles.option}>{option}</Combobox.Option>)}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <FilterError filter={filter} error={error} />
    </div>
  );
}

/** Why a filter cannot be read, and the place where reading stopped. */
function FilterError({ filter, error }: { filter: string; error: unknown }): ReactNode {
  if (!(error instanceof DomainFailure) || error.code !== 'RUN_FILTER_INVALID') return null;
  const position = Math.min(Number(error.details['position'] ?? 0), filter.length);
  return (
    <div className={styles.filterError} role="alert">
      <p>{error.message}</p>
      <code aria-hidden>{filter.slice(0, position)}<mark>{filter.slice(position, position + 1) || ' '}</mark>{filter.slice(position + 1)}</code>
    </div>
  );
}

import { useQuery } from '@apollo/client/react';
import { TagsInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';

import { addresses } from '../../app/addresses';
import { Icon, Link, reasonOf } from '../../ui';
import fields from './dialogs.module.css';
import { TopicsOfGroup } from './topics-of-group';
import styles from './rail.module.css';

interface TopicsProps {
  readonly facts: { readonly topics: readonly string[] };
  readonly mayEdit: boolean;
  readonly onSave: (topics: string[]) => Promise<unknown>;
}

/** The words under which a proposal is found; each leads to the others of the same. */
export function Topics({ facts: { topics }, mayEdit, onSave }: TopicsProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="Topics">
      <h2>
        Topics
        {mayEdit && !open && <UnstyledButton className={styles.change} aria-label="Change the topics" onClick={() => { setOpen(true); }}><Icon of={IconPencil} small /></UnstyledButton>}
      </h2>
      {open
        ? <WriteTopics topics={topics} onSave={onSave} onClose={() => { setOpen(false); }} />
        : topics.length === 0
          ? <p className={styles.quiet}>None yet</p>
          : <ul className={styles.topics}>{topics.map((topic) => <li key={topic}><Link href={`${addresses.proposals}?topic=${encodeURIComponent(topic)}`}>{topic}</Link></li>)}</ul>}
    </section>
  );
}

function WriteTopics({ topics, onSave, onClose }: { topics: readonly string[]; onSave: TopicsProps['onSave']; onClose: () => void }): ReactNode {
  const { data } = useQuery(TopicsOfGroup);
  const [draft, setDraft] = useState([...topics]);
  const [refusal, setRefusal] = useState<string>();
  const left = useRef(false);
  const save = async () => {
    if (left.current) return;
    if (draft.join('\n') === topics.join('\n')) { onClose(); return; }
    try {
      await onSave(draft);
      onClose();
    } catch (failure) {
      setRefusal(reasonOf(failure));
    }
  };
  return (
    <TagsInput
      autoFocus size="xs" classNames={{ input: fields.people ?? '', inputField: fields.search ?? '' }} aria-label="Topics" description="Enter ends a topic; leaving saves." data={data?.topics ?? []} value={draft} onChange={setDraft} error={refusal}
      onBlur={() => void save()} onKeyDown={(event) => { if (event.key === 'Escape') { left.current = true; onClose(); } }}
    />
  );
}

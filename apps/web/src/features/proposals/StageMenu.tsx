import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import type { ProposalStage } from '../../graphql/generated/graphql';
import { Icon, Stage } from '../../ui';
import styles from './head.module.css';
import { moveWords } from './stages';

interface Next {
  readonly stage: ProposalStage;
  readonly missing: readonly { readonly label: string }[];
}

interface StageMenuProps<N extends Next> {
  readonly stage: ProposalStage;
  readonly next: readonly N[];
  /** On the button instead of the stage, where the stage is said already. */
  readonly label?: string;
  readonly onMove: (next: N) => void;
}

/** Where a proposal stands, and where it may go. A move that is refused can be pressed: it then says what is missing. */
export function StageMenu<N extends Next>({ stage, next, label, onMove }: StageMenuProps<N>): ReactNode {
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={styles.fact} aria-label={label}>
          {label === undefined ? <Stage stage={stage} /> : 'Move'}
          <Icon of={IconChevronDown} small />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {next.map((one) => (
          <Menu.Item key={one.stage} onClick={() => { onMove(one); }}>
            {moveWords(stage, one.stage)}
            {one.missing.length > 0 && <span className={styles.needs}>{`needs ${one.missing.map(({ label }) => label).join(', ')}`}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

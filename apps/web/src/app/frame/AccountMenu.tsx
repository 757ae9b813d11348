import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Avatar, Icon, Link } from '../../ui';
import { addresses } from '../addresses';
import { useSignOut } from '../sign-out';
import { useViewer } from '../viewer';
import styles from './frame.module.css';
import { schemes } from './schemes';

/** What is about me and this device, and the way out. */
export function AccountMenu({ onKeys }: { onKeys: () => void }): ReactNode {
  const viewer = useViewer();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={236} shadow="lg">
      <Menu.Target>
        <UnstyledButton className={styles.me} aria-label={`Your account, ${viewer.person.name}`}>
          <Avatar person={viewer.person} named />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={styles.name}>{viewer.person.name}</span>
          {viewer.email}
        </Menu.Label>
        <Menu.Item component={Link} href={addresses.me()} leftSection={<Icon of={IconSettings} small />}>Your settings</Menu.Item>
        <Menu.Item onClick={onKeys} leftSection={<Icon of={IconKeyboard} small />} rightSection={<kbd>?</kbd>}>Keys of this page</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => { setColorScheme(value as typeof colorScheme); }}>
          {schemes.map(({ value, label }) => <Menu.RadioItem key={value} value={value}>{label}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()} leftSection={<Icon of={IconLogout} small />}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

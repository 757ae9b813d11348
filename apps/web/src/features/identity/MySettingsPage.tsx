import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { NoSuchPage } from '../../app/Broken';
import { Appearance } from './Appearance';
import { Profile } from './Profile';
import { Sessions } from './Sessions';
import { Settings } from './Settings';
import { Tokens } from './Tokens';

const sections: Record<string, () => ReactNode> = { profile: Profile, sessions: Sessions, tokens: Tokens, appearance: Appearance };

const tabs = [
  { label: 'Profile', href: addresses.me('profile') },
  { label: 'Sessions', href: addresses.me('sessions') },
  { label: 'Tokens', href: addresses.me('tokens') },
  { label: 'Appearance', href: addresses.me('appearance') },
];

export default function MySettingsPage({ section }: { section: string }): ReactNode {
  const Section = sections[section];
  if (Section === undefined) return <NoSuchPage />;
  return <Settings label="Your settings" tabs={tabs} current={`/settings/me/${section}`}><Section /></Settings>;
}

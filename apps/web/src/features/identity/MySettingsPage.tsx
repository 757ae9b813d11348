import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

import { addresses } from '../../app/addresses';
import { NoSuchPage } from '../../app/Broken';
import { Waiting } from '../../ui';
import { Settings } from './Settings';

const sections: Record<string, ComponentType> = {
  profile: lazy(async () => ({ default: (await import('./Profile')).Profile })),
  sessions: lazy(async () => ({ default: (await import('./Sessions')).Sessions })),
  tokens: lazy(async () => ({ default: (await import('./Tokens')).Tokens })),
  appearance: lazy(async () => ({ default: (await import('./Appearance')).Appearance })),
};

const tabs = [
  { label: 'Profile', href: addresses.me('profile') },
  { label: 'Sessions', href: addresses.me('sessions') },
  { label: 'Tokens', href: addresses.me('tokens') },
  { label: 'Appearance', href: addresses.me('appearance') },
];

export default function MySettingsPage({ section }: { section: string }): ReactNode {
  const Section = sections[section];
  if (Section === undefined) return <NoSuchPage />;
  return (
    <Settings label="Your settings" tabs={tabs} current={`/settings/me/${section}`}>
      <Suspense fallback={<Waiting what="your settings" bare />}><Section /></Suspense>
    </Settings>
  );
}

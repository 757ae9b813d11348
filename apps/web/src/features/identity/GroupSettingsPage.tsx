import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { NoSuchPage } from '../../app/Broken';
import { useViewer } from '../../app/viewer';
import { InvitationsSection } from './InvitationsSection';
import { Members } from './Members';
import { Settings } from './Settings';

/** Inviting is a lead's, and not a right that others could come to have: to them the part is not there. */
export default function GroupSettingsPage({ section }: { section: string }): ReactNode {
  const { role } = useViewer();
  const sections: Record<string, () => ReactNode> = role === 'lead' ? { members: Members, invitations: InvitationsSection } : { members: Members };
  const Section = sections[section];
  if (Section === undefined) return <NoSuchPage />;
  const tabs = [
    { label: 'Members', href: addresses.group('members') },
    ...(role === 'lead' ? [{ label: 'Invitations', href: addresses.group('invitations') }] : []),
  ];
  return <Settings label="The group" tabs={tabs} current={`/settings/group/${section}`}><Section /></Settings>;
}

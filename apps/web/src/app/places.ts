import { type Icon as TablerIcon, IconBulb, IconCalendarEvent, IconFlask, IconHome, IconLayoutBoard, IconSearch } from '@tabler/icons-react';

import { addresses } from './addresses';

export type PlaceName = 'home' | 'proposals' | 'experiments' | 'meetings' | 'portfolio' | 'search' | 'settings';

export interface Place {
  readonly name: PlaceName;
  readonly label: string;
  readonly href: string;
  readonly icon: TablerIcon;
  readonly keys?: string;
  /** Whether it stands in the bar of five at the foot of a phone. */
  readonly onPhones: boolean;
}

/** The six places. Everything else lives on its proposal, or comes to a person through Home. */
export const places: readonly Place[] = [
  { name: 'home', label: 'Home', href: addresses.home, icon: IconHome, keys: 'g h', onPhones: true },
  { name: 'proposals', label: 'Proposals', href: addresses.proposals, icon: IconBulb, keys: 'g p', onPhones: true },
  { name: 'experiments', label: 'Experiments', href: addresses.experiments, icon: IconFlask, keys: 'g e', onPhones: false },
  { name: 'meetings', label: 'Meetings', href: addresses.meetings, icon: IconCalendarEvent, keys: 'g m', onPhones: true },
  { name: 'portfolio', label: 'Portfolio', href: addresses.portfolio, icon: IconLayoutBoard, keys: 'g f', onPhones: true },
  { name: 'search', label: 'Search', href: addresses.search(), icon: IconSearch, keys: 'g s', onPhones: true },
];

/**
 * Every page and its address. To add one:
 *
 * 1. Write it as the default export of a module in `features/<domain>/`; it gets the path's parameters as properties:
 *    `export default function MeetingPage({ id }: { id: string }) { … }`.
 * 2. Add a line to `framed` below: its path (as in `addresses.ts`), the title of its tab, the place in the navigation that
 *    is marked (`reading: true` where one reads or meets: the navigation becomes a rail), and the import.
 *
 * The import is what keeps the first load small: a feature's code comes when somebody goes there. Within the page,
 * `usePageHead` names what only its data can name, `InTopBar` fills the top bar, `usePageActions` offers keys and
 * commands, `useParameter` keeps filters in the address, and `Link` with `addresses` leads elsewhere.
 */
import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';

import { Waiting } from '../ui';
import { addresses } from './addresses';
import { Broken, NoSuchPage } from './Broken';
import { Frame } from './frame/Frame';
import { pageOf } from './page';
import { parseSearch, stringifySearch } from './parameters';

const root = createRootRoute({ component: Outlet });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });

const outside = pageOf(() => root);
const page = pageOf(() => frame);
const leadsTo = (path: string, href: string) =>
  createRoute({ getParentRoute: () => frame, path, beforeLoad: () => { throw redirect({ href }); } });

const alone = [
  outside('/sign-in', { title: 'Sign in' }, () => import('../features/identity/SignInPage')),
  outside('/first-run', { title: 'Set up your group' }, () => import('../features/identity/FirstRunPage')),
  outside('/invitations/$token', { title: 'Join the group' }, () => import('../features/identity/InvitationPage')),
];

const framed = [
  page('/', { title: 'Home', place: 'home' }, () => import('../features/home/HomePage')),
  page('/proposals', { title: 'Proposals', place: 'proposals' }, () => import('../features/proposals/ProposalsPage')),
  page('/proposals/new', { title: 'New proposal', place: 'proposals' }, () => import('../features/proposals/NewProposalPage')),
  page('/documents', { title: 'Documents' }, () => import('../features/documents/DocumentsPage')),
  page('/documents/$id', { title: 'Document', reading: true }, () => import('../features/documents/DocumentPage')),
  page('/proposals/$id', { title: 'Proposal', place: 'proposals', reading: true }, () => import('../features/proposals/ProposalPage')),
  page('/proposals/$id/$tab', { title: 'Proposal', place: 'proposals', reading: true }, () => import('../features/proposals/ProposalPage')),
  page('/portfolio', { title: 'Portfolio', place: 'portfolio' }, () => import('../features/submissions/PortfolioPage')),
  page('/venues', { title: 'Venues', place: 'portfolio' }, () => import('../features/submissions/VenuesPage')),
  page('/venues/$id', { title: 'Venue', place: 'portfolio' }, () => import('../features/submissions/VenuePage')),
  page('/search', { title: 'Search', place: 'search' }, () => import('../features/search/SearchPage')),
  page('/experiments', { title: 'Experiments', place: 'experiments' }, () => import('../features/experiments/ExperimentsPage')),
  page('/experiments/$id', { title: 'Experiment', place: 'experiments' }, () => import('../features/experiments/ExperimentPage')),
  page('/experiments/$id/runs/$runId', { title: 'Run', place: 'experiments' }, () => import('../features/experiments/RunPage')),
  page('/meetings', { title: 'Meetings', place: 'meetings' }, () => import('../features/meetings/MeetingsPage')),
  page('/meetings/$id', { title: 'Meeting', place: 'meetings', reading: true }, () => import('../features/meetings/MeetingPage')),
  page('/settings/me/$section', { title: 'Settings' }, () => import('../features/identity/MySettingsPage')),
  page('/settings/group/$section', { title: 'Group', place: 'settings' }, () => import('../features/identity/GroupSettingsPage')),
  leadsTo('/settings/me', addresses.me()),
  leadsTo('/settings/group', addresses.group()),
];

/** Whatever nobody claimed: not found, with the frame around it. */
const unclaimed = createRoute({ getParentRoute: () => frame, path: '$', component: NoSuchPage, staticData: { title: 'Not found' } });

export const router = createRouter({
  routeTree: root.addChildren([...alone, frame.addChildren([...framed, unclaimed])]),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: Broken,
  defaultPendingComponent: () => <Waiting what="the page" bare />,
  scrollRestoration: true,
});

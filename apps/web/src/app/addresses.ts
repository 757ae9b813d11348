const part = encodeURIComponent;

/** Every address of the app, in one place. Fragments (`#thread=…`) and queries survive copying, so they are part of it. */
export const addresses = {
  home: '/',
  proposals: '/proposals',
  newProposal: '/proposals/new',
  proposal: (id: string, tab?: 'experiments' | 'reviews' | 'decisions' | 'submission' | 'activity') => `/proposals/${part(id)}${tab === undefined ? '' : `/${tab}`}`,
  documents: '/documents',
  document: (id: string) => `/documents/${part(id)}`,
  experiments: '/experiments',
  experiment: (id: string) => `/experiments/${part(id)}`,
  run: (experimentId: string, runId: string) => `/experiments/${part(experimentId)}/runs/${part(runId)}`,
  meetings: '/meetings',
  meeting: (id: string) => `/meetings/${part(id)}`,
  portfolio: '/portfolio',
  venues: '/venues',
  venue: (id: string) => `/venues/${part(id)}`,
  search: (text = '') => `/search${text === '' ? '' : `?q=${part(text)}`}`,
  member: (personId: string) => `/members/${part(personId)}`,
  me: (section: 'profile' | 'sessions' | 'tokens' | 'appearance' = 'profile') => `/settings/me/${section}`,
  group: (section: 'members' | 'invitations' = 'members') => `/settings/group/${section}`,
  firstRun: '/first-run',
  invitation: (token: string) => `/invitations/${part(token)}`,
  signIn: (next?: string) => (next === undefined || next === '/' ? '/sign-in' : `/sign-in?next=${part(next)}`),
} as const;

/** A place within a page: `#thread=…`, `#run=…`, `#item=…`. */
export const within = (address: string, kind: 'thread' | 'claim' | 'run' | 'item', id: string): string => `${address}#${kind}=${part(id)}`;

/**
 * Where to go after signing in. The address comes from outside, so only a path of this site counts: what a browser might
 * read as another host (`//host`, `/\host`, a scheme) leads home.
 */
export const safeNext = (next: string | undefined): string => (next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : addresses.home);

import { type Caller, join, PASSWORD } from './caller.js';
import { ARMS, METRIC, research, type Research } from './research.js';

type Arguments = Record<string, unknown>;

/** All that a lead has, for which an operation can ask an id. */
export interface Belongings extends Research {
  readonly userId: string;
  /** Somebody else's membership. */
  readonly memberId: string;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly invitationId: string;
  readonly invitationToken: string;
  /** Threads: one about a place in the text, one that is said to be settled. */
  readonly anchoredThreadId: string;
  readonly addressedThreadId: string;
  /** A meeting that runs, and what is talked about. */
  readonly runningMeetingId: string;
  readonly runningItemId: string;
}

export async function belongingsOf(lead: Caller, word: string): Promise<Belongings> {
  await join(lead, 'researcher', `Mara ${word}`);
  const things = await research(lead, word, { audience: 'leads', mentioned: await lead.userId() });
  const { invite } = await lead.graphql<{ invite: { url: string; invitation: { id: string } } }>('mutation { invite(role: guest) { url invitation { id } } }');
  await lead.createToken(['read']);
  const own = await lead.graphql<{
    viewer: { person: { id: string } }; mySessions: { id: string }[]; myTokens: { id: string }[]; members: { nodes: { id: string; person: { name: string } }[] };
  }>('{ viewer { person { id } } mySessions { id } myTokens { id } members { nodes { id person { name } } } }');
  const { addressed, anchored } = await lead.graphql<{ addressed: { id: string }; anchored: { id: string } }>(
    `mutation($id: ID!, $documentId: ID!, $anchor: TextAnchorInput!) {
      addressed: openThread(input: { proposalId: $id, kind: question, body: "Is it?" }) { id }
      anchored: openThread(input: { documentId: $documentId, kind: comment, body: "Here.", anchor: $anchor }) { id }
    }`, { id: things.proposalId, documentId: things.documentId, anchor: anchorIn(things.documentId) });
  await lead.graphql('mutation($id: ID!) { proposeAddressed(threadId: $id, by: "Figure 2") { id } }', { id: addressed.id });
  const { scheduleMeeting } = await lead.graphql<{ scheduleMeeting: { id: string } }>(
    'mutation($at: DateTime!) { scheduleMeeting(input: { title: "Now", startsAt: $at, minutes: 30, timeZone: "UTC" }) { id } }', { at: new Date().toISOString() });
  const { addAgendaItem } = await lead.graphql<{ addAgendaItem: { agenda: { id: string }[] } }>(
    'mutation($id: ID!) { addAgendaItem(meetingId: $id, input: { title: "First" }) { agenda { id } } }', { id: scheduleMeeting.id });
  await lead.graphql('mutation($id: ID!) { startMeeting(id: $id) { id } }', { id: scheduleMeeting.id });
  return {
    ...things, userId: own.viewer.person.id, sessionId: own.mySessions[0]!.id, tokenId: own.myTokens[0]!.id,
    memberId: own.members.nodes.find(({ person }) => person.name.startsWith('Mara'))!.id,
    invitationId: invite.invitation.id, invitationToken: new URL(invite.url).pathname.split('/').at(-1)!,
    anchoredThreadId: anchored.id, addressedThreadId: addressed.id, runningMeetingId: scheduleMeeting.id, runningItemId: addAgendaItem.agenda[0]!.id,
  };
}

const anchorIn = (documentId: string) => ({ documentId, start: 'AAAA', end: 'AAAA', quote: 'quote', prefix: 'before', suffix: 'after' });
const item = (of: Belongings) => ({ title: 'Next', reason: 'it is time', minutes: 5, proposalId: of.proposalId, presenterId: of.userId });

/** A good call of each mutation, with every argument it takes. One that is not here fails the tests. */
export const MUTATIONS: Readonly<Record<string, (of: Belongings) => Arguments>> = {
  acceptInvitation: (of) => ({ token: of.invitationToken, name: 'Nora New', email: 'nora@example.org', password: PASSWORD }),
  addAction: (of) => ({ input: { title: 'Do it', ownerId: of.userId, dueOn: '2030-01-01', meetingId: of.meetingId, proposalId: of.proposalId } }),
  addAgendaItem: (of) => ({ meetingId: of.meetingId, input: item(of) }),
  aimAt: (of) => ({ proposalId: of.proposalId, venueId: of.venueId }),
  attachExperiment: (of) => ({ id: of.experimentId, proposalId: of.proposalId }),
  changePassword: () => ({ current: PASSWORD, next: 'another horse battery' }),
  changeRole: (of) => ({ memberId: of.memberId, role: 'guest' }),
  concludeAgendaItem: (of) => ({ id: of.runningItemId, outcome: 'decided', note: 'Yes.' }),
  confirmThread: (of) => ({ threadId: of.addressedThreadId }),
  createDocument: (of) => ({ title: 'Loose', audience: 'named', readerIds: [of.userId] }),
  createExperiment: (of) => ({
    input: {
      proposalId: of.proposalId, name: 'Another', question: 'Why?', hypothesis: 'So.', armParam: 'arm', seedParam: 'seed',
      primaryMetric: { key: METRIC, direction: 'lower_is_better', unit: '%', decimals: 1 },
    },
  }),
  createFirstGroup: () => ({ input: { groupName: 'Second', name: 'Sam', email: 'sam@example.org', password: PASSWORD, timeZone: 'UTC' } }),
  createProposal: (of) => ({
    input: {
      template: 'method', title: 'Another', summary: 'It is.', topics: ['one'], audience: 'named', readerIds: [of.userId], fields: [{ key: 'hypothesis', value: 'So.' }],
    },
  }),
  createToken: () => ({ name: 'script', scopes: ['read'], expiresAt: '2030-01-01T00:00:00Z' }),
  createVenue: () => ({
    input: { name: 'Conference', edition: '2031', url: 'https://example.org', deadlines: [{ kind: 'paper', localTime: '2031-11-23T23:59', zone: 'AoE' }] },
  }),
  deleteComment: (of) => ({ id: of.commentId }),
  editComment: (of) => ({ id: of.commentId, body: 'Otherwise.' }),
  endMeeting: (of) => ({ id: of.runningMeetingId }),
  goToAgendaItem: (of) => ({ meetingId: of.runningMeetingId, itemId: of.runningItemId }),
  invite: () => ({ role: 'guest', email: 'gil@example.org' }),
  markRun: (of) => ({ id: of.runIds[0], standing: 'invalid', reason: 'A bug.' }),
  markThreadOrphaned: (of) => ({ threadId: of.anchoredThreadId }),
  moveAgendaItem: (of) => ({ id: of.itemId, position: 0 }),
  moveProposal: (of) => ({ id: of.proposalId, to: 'parked', reason: 'Later.' }),
  openThread: (of) => ({ input: { documentId: of.documentId, kind: 'concern', severity: 'minor', body: 'Hm.', anchor: anchorIn(of.documentId) } }),
  postHealth: (of) => ({ submissionId: of.submissionId, health: 'at_risk', line: 'Slow.' }),
  proposeAddressed: (of) => ({ threadId: of.threadId, by: 'Figure 3' }),
  react: (of) => ({ commentId: of.commentId, emoji: '👍', on: true }),
  reanchorThread: (of) => ({ threadId: of.anchoredThreadId, anchor: anchorIn(of.documentId) }),
  removeAgendaItem: (of) => ({ id: of.itemId }),
  removeMember: (of) => ({ memberId: of.memberId }),
  renameDocument: (of) => ({ id: of.looseDocumentId, title: 'Looser' }),
  reopenThread: (of) => ({ threadId: of.addressedThreadId, reason: 'Not yet.' }),
  reply: (of) => ({ threadId: of.threadId, body: 'Yes.' }),
  revokeInvitation: (of) => ({ id: of.invitationId }),
  revokeSession: (of) => ({ id: of.sessionId }),
  revokeToken: (of) => ({ id: of.tokenId }),
  scheduleMeeting: (of) => ({
    input: { title: 'Weekly', startsAt: '2030-01-01T10:00:00Z', minutes: 60, timeZone: 'Europe/Berlin', attendeeIds: [of.userId], seriesKey: 'weekly' },
  }),
  setActionDone: (of) => ({ id: of.actionId, done: true }),
  setProposalAuthors: (of) => ({ id: of.proposalId, authorIds: [of.userId] }),
  shareProposal: (of) => ({ id: of.proposalId, audience: 'named', readerIds: [of.userId] }),
  signIn: () => ({ email: 'nobody@example.org', password: PASSWORD }),
  signOut: () => ({}),
  startMeeting: (of) => ({ id: of.meetingId }),
  updateAction: (of) => ({ id: of.actionId, input: { title: 'Do it soon', dueOn: '2030-01-02', ownerId: of.userId } }),
  updateAgendaItem: (of) => ({ id: of.itemId, input: item(of) }),
  updateExperiment: (of) => ({
    id: of.experimentId, input: {
      name: 'Renamed', question: 'Why not?', hypothesis: 'So be it.', armParam: 'head', seedParam: 'start',
      primaryMetric: { key: METRIC, direction: 'lower_is_better', unit: '%', decimals: 1 },
    },
  }),
  updateMeeting: (of) => ({ id: of.meetingId, input: { title: 'Later', startsAt: '2030-01-02T10:00:00Z', minutes: 45, timeZone: 'UTC', attendeeIds: [of.userId] } }),
  updateProfile: () => ({ name: 'Lena L.', timeZone: 'UTC', singleKeys: true }),
  updateProposal: (of) => ({ id: of.proposalId, input: { title: 'Renamed', summary: 'It was.', topics: ['two'], fields: [{ key: 'risk', value: 'None.' }] } }),
  withdrawSubmission: (of) => ({ id: of.submissionId }),
};

/** A good call of each query that takes arguments, with every argument it takes but the cursor. */
export const QUERIES: Readonly<Record<string, (of: Belongings) => Arguments>> = {
  actions: (of) => ({ first: 5, meetingId: of.meetingId, open: true, ownerId: of.userId, proposalId: of.proposalId }),
  activity: (of) => ({ first: 5, proposalId: of.proposalId }),
  compareArms: (of) => ({ input: { experimentId: of.experimentId, metric: METRIC, baseline: ARMS[0], treatment: ARMS[1], alpha: 0.05 } }),
  document: (of) => ({ id: of.documentId }),
  documents: () => ({ first: 5 }),
  experiment: (of) => ({ id: of.experimentId }),
  experiments: (of) => ({ first: 5, proposalId: of.proposalId, search: of.word, unattached: false }),
  invitationPreview: (of) => ({ token: of.invitationToken }),
  meeting: (of) => ({ id: of.meetingId }),
  meetings: (of) => ({ first: 5, proposalId: of.proposalId, when: 'upcoming' }),
  members: () => ({ first: 5, search: 'Mara' }),
  metricSeries: (of) => ({ key: METRIC, runIds: [...of.runIds], maxPoints: 10 }),
  portfolio: () => ({ first: 5, stages: ['draft'] }),
  proposal: (of) => ({ id: of.proposalId }),
  proposals: (of) => ({ first: 5, filter: { search: of.word, topic: of.word, authorId: of.userId, stages: ['draft'], mine: true }, sort: { by: 'title', descending: true } }),
  run: (of) => ({ id: of.runIds[0] }),
  runs: (of) => ({ first: 5, experimentId: of.experimentId, filter: `metrics.${METRIC} > 0`, sort: { by: 'metric', key: METRIC, descending: true } }),
  search: (of) => ({ first: 5, text: of.word, kinds: ['proposal'] }),
  similarProposals: (of) => ({ text: of.word }),
  thread: (of) => ({ id: of.threadId }),
  threads: (of) => ({ first: 5, subject: { kind: 'proposal', id: of.proposalId }, states: ['open'] }),
  venue: (of) => ({ id: of.venueId }),
  venues: () => ({ first: 5, upcoming: true }),
};

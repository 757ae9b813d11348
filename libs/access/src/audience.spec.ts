import { describe, expect, it } from '@jest/globals';

import { type GroupId, newId, type UserId } from '#libs/kernel';

import { type Actor, type Role, ROLES, SCOPES } from './actor.js';
import { type Audience, AUDIENCES, audienceSql, isAuthor, mayReadByAudience, visibleByAudience } from './audience.js';

const groupId = newId<GroupId>();
const someone = (role: Role, group = groupId): Actor => ({
  userId: newId<UserId>(), groupId: group, role, via: 'session', credentialId: newId(), scopes: new Set(SCOPES),
});
const thing = (audience: Audience, authorIds: UserId[] = [], readerIds: UserId[] = []) => ({ groupId, audience, authorIds, readerIds });

describe('an audience', () => {
  it.each([
    ['authors', []],
    ['named', []],
    ['leads', ['lead']],
    ['group', ['lead', 'researcher']],
  ] as const)('of %s lets in, of those not named, %j', (audience, roles) => {
    expect(ROLES.filter((role) => mayReadByAudience(someone(role), thing(audience)))).toEqual(roles);
  });

  it.each(AUDIENCES)('of %s never keeps out an author or a named reader, guests included', (audience) => {
    for (const role of ROLES) {
      const actor = someone(role);
      expect(mayReadByAudience(actor, thing(audience, [actor.userId]))).toBe(true);
      expect(mayReadByAudience(actor, thing(audience, [], [actor.userId]))).toBe(true);
    }
  });

  it('is always of one group: being named in another is worth nothing', () => {
    const stranger = someone('lead', newId<GroupId>());
    expect(mayReadByAudience(stranger, thing('group', [stranger.userId], [stranger.userId]))).toBe(false);
    expect(isAuthor(stranger, thing('group', [stranger.userId]))).toBe(false);
  });

  it('has conditions for a guest too that are never empty and never without the group', () => {
    const conditions = visibleByAudience(someone('guest'));
    expect(conditions.length).toBe(2);
    for (const condition of conditions) expect(condition.groupId).toBe(groupId);
    expect(audienceSql(someone('guest'), 't', { group: '$1', user: '$2' })).not.toContain('audience');
  });
});

import { describe, expect, it } from '@jest/globals';

import { type GroupId, newId, type UserId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';

import { isActivity, sentenceOf } from './sentences.js';

const event = (type: string, more: Record<string, string | null> = {}): DomainEvent => ({ type, subject: 'x:1', groupId: newId<GroupId>(), actorId: newId<UserId>(), ...more });
const told = (type: string, more?: Record<string, string | null>, whom: string | null = null): string =>
  sentenceOf({ who: 'Rui Vidal', whom, place: '“Cosine head”', event: event(type, more) });

describe('what people are told of an event', () => {
  it.each([
    ['thread.opened', { kind: 'concern', severity: 'major' }, null, 'Rui Vidal raised a major concern on “Cosine head”.'],
    ['thread.opened', { kind: 'comment', severity: null }, null, 'Rui Vidal left a comment on “Cosine head”.'],
    ['thread.replied', { kind: 'question', severity: null }, null, 'Rui Vidal replied in a question on “Cosine head”.'],
    ['proposal.moved', { from: 'draft', to: 'open_for_feedback' }, null, 'Rui Vidal moved “Cosine head” from draft to open for feedback.'],
    ['action.added', {}, 'Rose Silva', 'Rui Vidal gave Rose Silva an action on “Cosine head”.'],
    ['action.added', {}, null, 'Rui Vidal took an action on “Cosine head”.'],
    ['membership.added', {}, 'Rose Silva', 'Rose Silva joined the group.'],
    ['membership.added', {}, null, 'Rui Vidal joined the group.'],
  ])('%s %j', (type, more, whom, sentence) => {
    expect(told(type, more, whom)).toBe(sentence);
  });

  it('is nothing where it would be noise, or is no event of ours', () => {
    for (const type of ['comment.reacted', 'document.edited', 'run.started', 'session.revoked', 'toString', '']) {
      expect(isActivity(event(type))).toBe(false);
      expect(() => told(type)).toThrow('no sentence');
    }
  });
});

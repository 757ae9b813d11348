import type { DeadlineKind } from '../graphql/generated/graphql';

/** The kinds of deadline in words. */
export const deadlineWords: Record<DeadlineKind, string> = {
  abstract: 'Abstract',
  paper: 'Paper',
  supplementary: 'Supplementary',
  reviews: 'Reviews',
  rebuttal: 'Rebuttal',
  notification: 'Notification',
  camera_ready: 'Camera-ready',
};

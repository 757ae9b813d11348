import { openToMembers } from '#libs/identity';

/** What members may begin in their group and guests may not: proposals and loose documents. */
export const beginningPolicy = openToMembers('propose', 'write_document');

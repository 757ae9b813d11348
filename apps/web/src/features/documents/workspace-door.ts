import type { ReactNode } from 'react';

import { type FragmentType, graphql } from '../../graphql/generated';

export const WorkspaceDocument = graphql(`
  fragment WorkspaceDocument on Document {
    id
    kind
    title
    viewerMay
  }
`);

export interface DocumentWorkspaceProps {
  /** Spread `...WorkspaceDocument` where the page asks for its document. */
  readonly document: FragmentType<typeof WorkspaceDocument>;
  /** Whose threads stand in the margin: a proposal's (with those on its document), or a loose document's own. */
  readonly threads?: { readonly kind: 'proposal' | 'document'; readonly id: string } | undefined;
  /**
   * `page`: outline and `left` to the left, threads to the right. `inset`: the text alone, as wide as where it stands, for a
   * room that has columns of its own.
   */
  readonly layout?: 'page' | 'inset';
  /** What stands above the text. Without it the document's title; null for nothing. */
  readonly heading?: ReactNode;
  /** What follows the outline in the left column; on a phone it follows the text. */
  readonly left?: ReactNode;
  /** What an empty text says to whoever may write it. */
  readonly placeholder?: string;
  /** Why nobody writes here any more, as a sentence: "The meeting is closed." The text is read-only then. */
  readonly locked?: string | undefined;
}

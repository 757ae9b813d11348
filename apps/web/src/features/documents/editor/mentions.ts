import type { ApolloClient } from '@apollo/client';
import type { SuggestionOptions } from '@tiptap/suggestion';

import { graphql } from '../../../graphql/generated';
import type { PersonShown } from '../../../ui';
import type { SuggestionMenu } from './suggestion-menu';

const MentionablePeople = graphql(`
  query MentionablePeople($search: String!) {
    members(first: 8, search: $search) {
      nodes { id person { id name initials colour } }
    }
  }
`);

/** `@` and a few letters of a name. Who cannot be asked for now is not offered; what was typed stays text. */
export const mentionSuggestion = (client: ApolloClient, menu: SuggestionMenu<PersonShown>): Omit<SuggestionOptions<PersonShown, PersonShown>, 'editor'> => ({
  char: '@',
  allowSpaces: false,
  render: menu.render,
  items: async ({ query }) => {
    try {
      const { data } = await client.query({ query: MentionablePeople, variables: { search: query } });
      return data?.members.nodes.map(({ person }) => person) ?? [];
    } catch {
      return [];
    }
  },
  command: ({ editor, range, props: { id, name } }) => {
    editor.chain().focus().insertContentAt(range, [{ type: 'mention', attrs: { id, label: name } }, { type: 'text', text: ' ' }]).run();
  },
});

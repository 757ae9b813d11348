/**
 * What a document can hold, and how each of it is written in Markdown. Whoever reads or writes documents, in the browser
 * or on the server, makes the schema from this list; what it does not name is never shown, indexed or exported.
 */
import { type AnyExtension, InputRule, mergeAttributes } from '@tiptap/core';
import { CodeBlockLowlight } from '@tiptap/extension-code-block-lowlight';
import { Image } from '@tiptap/extension-image';
import { Link } from '@tiptap/extension-link';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { BlockMath, InlineMath } from '@tiptap/extension-mathematics';
import { Mention } from '@tiptap/extension-mention';
import { TableKit } from '@tiptap/extension-table';
import { Heading, type Level } from '@tiptap/extension-heading';
import { TextSelection } from '@tiptap/pm/state';
import { StarterKit } from '@tiptap/starter-kit';
import { common, createLowlight } from 'lowlight';

import { formulaOptions } from './formula';
import { isOwnImage, isSafeLink } from './safe';

/** The name of the shared type in the Yjs document that holds the text. */
export const FIELD = 'default';

/** The title of the page is its `h1`, so the first level of headings in a text is `h2`. `data-level` keeps it when copied within the app. */
const TextHeading = Heading.extend({
  parseHTML() {
    const levels = this.options.levels;
    return [
      ...levels.map((level) => ({ tag: `[data-level="${level}"]`, attrs: { level }, priority: 60 })),
      ...levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const level = node.attrs['level'] as number;
    return [`h${level + 1}`, mergeAttributes(HTMLAttributes, { 'data-level': level }), 0];
  },
}).configure({ levels: [1, 2, 3] satisfies Level[] });

const SafeLink = Link.configure({
  openOnClick: 'whenNotEditable',
  defaultProtocol: 'https',
  markdownLinks: true,
  isAllowedUri: (address, { defaultValidate }) => defaultValidate(address) && isSafeLink(address),
});

const OwnImage = Image.extend({
  renderHTML({ HTMLAttributes }) {
    const { src, alt } = HTMLAttributes as { src: unknown; alt: string | null };
    if (isOwnImage(src)) return ['img', mergeAttributes(HTMLAttributes, { alt: alt ?? '', loading: 'lazy' })];
    return ['p', { 'data-foreign-image': '' }, `Image from elsewhere, not shown${alt === null || alt === '' ? '' : `: ${alt}`}`];
  },
});

/**
 * `$x$`, as it is written in Markdown and in LaTeX. A dollar that closes has no space before it and one that opens none
 * after it, so that "$5 and $6" stays money.
 */
const InlineFormula = InlineMath.extend({
  addInputRules() {
    return [
      new InputRule({
        find: /(?<![\\$\w])\$(?![\s$])((?:[^$\n]*[^\s$\\])?)\$$/,
        handler: ({ state, range, match }) => { state.tr.replaceWith(range.from, range.to, this.type.create({ latex: match[1] })); },
      }),
    ];
  },
  markdownTokenizer: {
    name: 'inlineMath',
    level: 'inline',
    start: (source) => source.search(/\$(?![\s$])/),
    tokenize: (source) => {
      const found = /^\$(?![\s$])((?:\\.|[^\\$\n])*?(?:\\.|[^\s\\$]))\$(?![\d$])/.exec(source);
      return found === null ? undefined : { type: 'inlineMath', raw: found[0], latex: found[1] };
    },
  },
}).configure({ katexOptions: formulaOptions });

const BlockFormula = BlockMath.extend({
  addInputRules() {
    return [
      new InputRule({
        find: /^\$\$([^$]+)\$\$$/,
        handler: ({ state: { tr, doc, schema }, range, match }) => {
          const $from = doc.resolve(range.from);
          const [before, after] = [$from.before(), $from.after()];
          const formula = this.type.create({ latex: match[1]?.trim() });
          // One goes on writing below it, so there has to be a line.
          const below = doc.nodeAt(after)?.isTextblock === true ? [] : [schema.nodes['paragraph']!.create()];
          tr.replaceWith(before, after, [formula, ...below]).setSelection(TextSelection.near(tr.doc.resolve(before + formula.nodeSize)));
        },
      }),
    ];
  },
}).configure({ katexOptions: { ...formulaOptions, displayMode: true } });

const MENTION = /^@\[([^\]\n]+)\]\(person:([\w-]+)\)/;

/** A person, by id and by the name that they had then: `@[Noor Said](person:0190…)`, as in comments. */
const PersonMention = Mention.extend({
  markdownTokenizer: {
    name: 'mention',
    level: 'inline',
    start: (source) => source.indexOf('@['),
    tokenize: (source) => {
      const found = MENTION.exec(source);
      return found === null ? undefined : { type: 'mention', raw: found[0], attributes: { label: found[1], id: found[2] } };
    },
  },
  parseMarkdown: (token, helpers) => helpers.createNode('mention', token['attributes'] as Record<string, string>),
  renderMarkdown: (node) => `@[${String(node.attrs?.['label'])}](person:${String(node.attrs?.['id'])})`,
  // Who can be asked for is not a matter of the schema: each editor brings its own list.
  addProseMirrorPlugins: () => [],
}).configure({ HTMLAttributes: { class: 'mention' }, renderText: ({ node }) => `@${String(node.attrs['label'])}` });

const code = CodeBlockLowlight.configure({ lowlight: createLowlight(common), enableTabIndentation: true, HTMLAttributes: { spellcheck: 'false' } });

const starter = {
  codeBlock: false, heading: false, link: false, underline: false,
  // Yjs undoes, and only one's own; a paragraph that is added by opening would be a change by somebody who only reads.
  undoRedo: false, trailingNode: false,
} as const;

/** Everything that a document can hold. */
export const documentExtensions: readonly AnyExtension[] = [
  StarterKit.configure(starter),
  TextHeading, SafeLink, code,
  TaskList, TaskItem.configure({ nested: true }),
  TableKit.configure({ table: { resizable: false, renderWrapper: true } }),
  OwnImage, InlineFormula, BlockFormula, PersonMention,
];

/** What a comment can hold: talk, not a document. */
export const commentExtensions: readonly AnyExtension[] = [
  // A comment is nobody else's while it is written, so it has an undo of its own.
  StarterKit.configure({ ...starter, undoRedo: {}, horizontalRule: false }),
  SafeLink, code, InlineFormula, BlockFormula, PersonMention,
];

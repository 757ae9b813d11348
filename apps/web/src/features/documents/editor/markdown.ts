import type { JSONContent } from '@tiptap/core';
import { MarkdownManager } from '@tiptap/markdown';

import { documentExtensions } from './schema';

/** One for all: each would teach the parser that it shares with the others the same words again. */
const manager = new MarkdownManager({ extensions: [...documentExtensions] });

/** Markdown as content of a document. HTML in it counts for no more than what the schema knows. */
export const parseMarkdown = (text: string): JSONContent => manager.parse(text);

/** A document, or a part of one, as Markdown that gives the same document again. */
export const toMarkdown = (content: JSONContent): string => manager.serialize(content);

const STRUCTURE = [
  /^#{1,6}\s/m, /^\s*([-*+]|\d{1,9}[.)])\s/m, /^\s*>/m, /^(`{3}|~{3})/m, /^\|.*\|\s*$/m, /\$\$[^$]+\$\$/,
  /(?<![\\$\w])\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\d)/, /\*\*[^*\n]+\*\*/, /`[^`\n]+`/, /\[[^\]\n]+\]\([^)\s]+\)/,
];

/** Whether plain text was written as Markdown: then its structure is kept when it is pasted. */
export const looksLikeMarkdown = (text: string): boolean => STRUCTURE.some((sign) => sign.test(text));

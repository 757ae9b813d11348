import 'katex/dist/katex.min.css';

import type { JSONContent } from '@tiptap/core';
import { createElement, type ReactNode, useMemo } from 'react';

import { addresses } from '../../app/addresses';
import { Link } from '../../ui';
import { formulaMarkup } from '../documents/editor/formula';
import { parseMarkdown } from '../documents/editor/markdown';
import { isOwnImage, isSafeLink } from '../documents/editor/safe';
import styles from './rich-text.module.css';

/**
 * Markdown of people, read by the same schema as documents and drawn as elements: nothing of it becomes markup, and what
 * the schema does not know is not there.
 */
export function RichText({ children }: { children: string }): ReactNode {
  const content = useMemo(() => parseMarkdown(children).content ?? [], [children]);
  return <div className={styles.rich}>{drawAll(content)}</div>;
}

const drawAll = (nodes: readonly JSONContent[] = []): ReactNode[] => nodes.map((node, index) => draw(node, index));

/** Nodes that are one element around their content. A heading in talk is only emphasis, whatever its level. */
const ELEMENTS: Record<string, string> = {
  paragraph: 'p', heading: 'p', bulletList: 'ul', orderedList: 'ol', listItem: 'li', taskList: 'ul', blockquote: 'blockquote', tableRow: 'tr', tableHeader: 'th', tableCell: 'td',
};

function draw(node: JSONContent, key: number): ReactNode {
  const { type = '', attrs = {}, content } = node;
  const element = ELEMENTS[type];
  if (element !== undefined) return createElement(element, { key, 'data-kind': type }, drawAll(content));
  switch (type) {
    case 'text':
      return drawText(node, key);
    case 'hardBreak':
      return <br key={key} />;
    case 'horizontalRule':
      return <hr key={key} />;
    case 'codeBlock':
      return <pre key={key}><code>{content?.map(({ text }) => text).join('')}</code></pre>;
    case 'taskItem':
      return <li key={key} data-kind={type}><input type="checkbox" checked={attrs['checked'] === true} disabled aria-label="Task" />{drawAll(content)}</li>;
    case 'table':
      return <div key={key} className={styles.table}><table><tbody>{drawAll(content)}</tbody></table></div>;
    case 'mention':
      return <Link key={key} href={addresses.member(String(attrs['id']))} className={styles.mention}>@{String(attrs['label'])}</Link>;
    case 'image':
      return isOwnImage(attrs['src']) ? <img key={key} src={attrs['src']} alt={String(attrs['alt'] ?? '')} loading="lazy" /> : null;
    case 'inlineMath':
      return <Formula key={key} latex={String(attrs['latex'])} />;
    case 'blockMath':
      return <Formula key={key} latex={String(attrs['latex'])} block />;
    default:
      return null;
  }
}

const MARKS: Record<string, string> = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function drawText({ text, marks = [] }: JSONContent, key: number): ReactNode {
  return marks.reduce<ReactNode>((inner, { type, attrs = {} }) => {
    const element = MARKS[type];
    if (element !== undefined) return createElement(element, { key }, inner);
    const address = String(attrs['href'] ?? '');
    if (type !== 'link' || !isSafeLink(address)) return inner;
    return <a key={key} href={address} target={address.startsWith('/') || address.startsWith('#') ? undefined : '_blank'} rel="noopener noreferrer nofollow">{inner}</a>;
  }, text);
}

/** KaTeX's own markup: what it is given comes through as text alone (`trust` is off). */
function Formula({ latex, block = false }: { latex: string; block?: boolean }): ReactNode {
  const markup = useMemo(() => ({ __html: formulaMarkup(latex, block) }), [latex, block]);
  return <span className={block ? styles.block : undefined} dangerouslySetInnerHTML={markup} />;
}

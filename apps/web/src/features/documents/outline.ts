import type { Node } from '@tiptap/pm/model';

export interface OutlineEntry {
  readonly text: string;
  /** 1 to 3, and never more than one below the one before: a text that leaves a level out is still one tree. */
  readonly depth: number;
  readonly position: number;
}

/** The headings of a text, in its order. One without words is not shown until it has some. */
export function outlineOf(doc: Node): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  doc.forEach((node, position) => {
    if (node.type.name !== 'heading' || node.textContent.trim() === '') return;
    const depth = Math.min(Number(node.attrs['level']), (entries.at(-1)?.depth ?? 0) + 1);
    entries.push({ text: node.textContent, depth, position });
  });
  return entries;
}

/** The heading under which one reads: the last whose top is above the line, or the first. `tops` in the order of the text. */
export function currentOf(tops: readonly number[], line: number): number {
  return Math.max(0, tops.findLastIndex((top) => top <= line));
}

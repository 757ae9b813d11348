import katex, { type KatexOptions } from 'katex';

/**
 * Formulas are text of people: no links or files (`trust`), no macro that expands without end, no letters as big as the
 * page. What cannot be read is shown as it was written, in the colour of what is wrong.
 */
export const formulaOptions: KatexOptions = {
  trust: false,
  maxExpand: 200,
  maxSize: 20,
  throwOnError: false,
  strict: 'ignore',
  errorColor: 'var(--cq-crit)',
};

/** A formula as markup of KaTeX's own making; nothing of `latex` comes through as markup. */
export const formulaMarkup = (latex: string, displayMode: boolean): string => katex.renderToString(latex, { ...formulaOptions, displayMode });

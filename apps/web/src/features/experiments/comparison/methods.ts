import { count, signed } from '../../../ui';
import { bounds, differenceUnit, levelOf, pStatement, withUnit } from '../numbers';
import type { Comparison } from './comparison';

const NO_BREAK = '\u00a0';
const NARROW_NO_BREAK = '\u202f';

/** What a paper says of a comparison: what was compared how, over how much, and what was left out. */
export function methodsSentence(comparison: Comparison): string {
  const { metric, baseline, treatment, method, alpha } = comparison;
  const runs = baseline.n === treatment.n ? `${count(baseline.n, 'run')} an arm` : `${treatment.n} and ${count(baseline.n, 'run')}`;
  return [`We compared ${metric} of ${treatment.name} with ${baseline.name} over ${runs} (unpaired; ${method}; alpha ${alpha}).`, finding(comparison), leftOut(comparison)]
    .filter((sentence) => sentence !== '').join(' ');
}

/** Nothing while no interval can be given: an estimate alone claims too much. */
function finding({ difference, differenceInterval, p, hedgesG, unit, decimals, alpha }: Comparison): string {
  if (difference === null || differenceInterval === null || p === null) return '';
  const effect = hedgesG === null ? '' : `, Hedges g${NO_BREAK}=${NO_BREAK}${signed(hedgesG, 2).replace('+', '')}`;
  return `The difference was ${withUnit(signed(difference, decimals), differenceUnit(unit))}, ${levelOf(alpha)} interval ${bounds(differenceInterval, decimals)}, ${pStatement(p)}${effect}.`;
}

function leftOut({ baseline, treatment }: Comparison): string {
  const excluded = [...baseline.excluded, ...treatment.excluded];
  if (excluded.length === 0) return '';
  const standings = [...new Set(excluded.map(({ standing }) => (standing === 'valid' ? 'deleted' : standing)))].join(' or ');
  return `${count(excluded.length, 'run')} (${standings}) ${excluded.length === 1 ? 'was' : 'were'} left out.`;
}

/** The same sentence for LaTeX: what it would read as commands is escaped, and signs become its own. */
export const asLatex = (sentence: string): string =>
  sentence
    .replaceAll(/[\\{}%_&#$^~]/g, (sign) => LATEX_NAMES[sign] ?? `\\${sign}`)
    .replaceAll('−', '$-$')
    .replaceAll(NARROW_NO_BREAK, '\\,')
    .replaceAll(NO_BREAK, '~')
    .replaceAll(' < ', ' $<$ ');

/** Signs that a backslash before them would make something else of. */
const LATEX_NAMES: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}' };

/** A table of the arms for a paper, with what a reader needs to judge it in the caption. */
export function latexTable(comparison: Comparison): string {
  const { baseline, treatment, decimals, metric } = comparison;
  const row = ({ name, mean, interval, sd, n }: Comparison['baseline']): string =>
    `  ${asLatex(name)} & ${mean?.toFixed(decimals) ?? '--'} & ${interval === null ? '--' : `[${asLatex(bounds(interval, decimals).slice(1, -1))}]`} & ${sd?.toFixed(decimals) ?? '--'} & ${n} \\\\`;
  return [
    '\\begin{table}', '  \\centering',
    `  \\caption{${asLatex(`${metric}: mean over runs with ${levelOf(comparison.alpha)} t interval. ${methodsSentence(comparison)}`)}}`,
    '  \\begin{tabular}{lrrrr}', '  \\toprule', '  Arm & Mean & Interval & SD & n \\\\', '  \\midrule',
    row(baseline), row(treatment),
    '  \\bottomrule', '  \\end{tabular}', '\\end{table}',
  ].join('\n');
}

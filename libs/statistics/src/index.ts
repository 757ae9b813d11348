export { normal } from './distributions/normal.js';
export { studentT } from './distributions/student-t.js';
export type { Distribution } from './distributions/distribution.js';
export * from './effect-sizes.js';
export { type Interval, meanInterval } from './intervals.js';
export * from './summary.js';
export { pairedTest, studentTest, type TTest, welchTest } from './two-groups.js';

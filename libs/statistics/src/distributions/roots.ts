/**
 * The u at which an increasing function crosses zero, to an absolute error of about 1e-16 · (1 + |u|): u is meant to be
 * a logarithm or log-odds. The function may be infinite, and flat where it is; it needs no derivative. An interval around
 * the root is found by doubling steps from `start`, then narrowed.
 *
 * @throws RangeError when no crossing is found within 2¹⁰ of `start`: the caller asked for a value that is not taken.
 * @see T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm", Advances in Engineering Software 28, 1997.
 */
export function crossing(increasing: (u: number) => number, start = 0): number {
  let a = start;
  let fa = increasing(a);
  let b = a;
  let fb = fa;
  for (let step = fa > 0 ? -1 : 1; fb !== 0 && fb > 0 === fa > 0; step *= 2) {
    if (Math.abs(step) > 1024) throw new RangeError('The function does not cross zero.');
    a = b;
    fa = fb;
    b += step;
    fb = increasing(b);
  }
  return fb === 0 ? b : narrowed(increasing, { a, fa, b, fb });
}

function narrowed(f: (u: number) => number, bracket: { a: number; fa: number; b: number; fb: number }): number {
  let { a, fa, b, fb } = bracket;
  let t = 0.5;
  for (;;) {
    const u = a + t * (b - a);
    const fu = f(u);
    const sameSide = fu > 0 === fa > 0;
    const [c, fc] = sameSide ? [a, fa] : [b, fb];
    if (!sameSide) [b, fb] = [a, fa];
    [a, fa] = [u, fu];

    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const limit = (Number.EPSILON * (1 + Math.abs(best))) / Math.abs(b - a);
    if (fu === 0) return u;
    if (limit >= 0.5) return best;

    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const quadratic = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    t = quadratic ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb)) : 0.5;
    t = Math.min(1 - limit, Math.max(limit, t));
  }
}

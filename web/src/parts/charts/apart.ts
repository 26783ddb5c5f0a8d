/**
 * How far the names at the ends of these lines move, each where its last value lies on a scale from nought to `top`, in a plot so high. `names`:
 * how large they are written.
 */
export function endsApart(
  lines: readonly (readonly (number | null)[])[],
  top: number,
  plotPx: number,
  names: { fontSize: number },
): number[] {
  const lasts = lines.map((line) => line.findLast((value) => value !== null) ?? null);
  return apart(
    lasts.map((value) => (value === null ? null : 1 - value / top)),
    plotPx,
    names.fontSize * 1.3,
  );
}

/**
 * By how many pixels the name at the end of each line moves down (or, below nought, up) so that no two stand on each other. `ends`: where the
 * lines end, as a share of the plot from its top; null where there is no name.
 */
export function apart(ends: readonly (number | null)[], plotPx: number, gapPx: number): number[] {
  const named = ends.flatMap((share, line) => (share === null ? [] : [{ line, at: share * plotPx, put: share * plotPx }]));
  named.sort((a, b) => a.at - b.at || a.line - b.line);
  let free = Number.NEGATIVE_INFINITY;
  for (const name of named) {
    name.put = Math.max(name.at, free);
    free = name.put + gapPx;
  }
  let lowest = plotPx;
  for (const name of named.toReversed()) {
    name.put = Math.min(name.put, lowest);
    lowest = name.put - gapPx;
  }
  return ends.map((_, line) => {
    const name = named.find((each) => each.line === line);
    return name ? Math.round(name.put - name.at) : 0;
  });
}

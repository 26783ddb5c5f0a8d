/** Numbers that the seed decides (mulberry32), so that a run's choices can be made again. */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (from: number, to: number) => from + next() * (to - from),
    /** One of the names, each as often as its weight says. */
    weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
      const entries = Object.entries(weights) as [Name, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) if ((left -= weight) < 0) return name;
      return (entries[0] as [Name, number])[0];
    },
    oneOf: <One>(choices: readonly [One, ...One[]]): One => choices[Math.floor(next() * choices.length)] ?? choices[0],
  };
}

export type Random = ReturnType<typeof randomFrom>;

/** How often a rule is tried: the same cases each time; `SEED` and `RUNS` look at others, `QUICK` stops at the first. */
export const runs = (usual: number): { seed: number; numRuns: number; endOnFailure: boolean } => ({
  seed: Number(process.env['SEED'] ?? 1),
  numRuns: Number(process.env['RUNS'] ?? usual),
  endOnFailure: process.env['QUICK'] !== undefined,
})

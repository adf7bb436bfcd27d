/**
 * How often a property is tried: few times in the developer's loop, `RUNS` times as often where somebody hunts for what is rare
 * (`RUNS=20 npm run test:unit`). The seeds differ from run to run.
 */
export function runs(few: number): { readonly numRuns: number } {
	return { numRuns: few * Number(process.env['RUNS'] ?? 1) };
}

/** A bar has so many cells. */
const cells = 20;

/** `██████░░░░`: blocks, since an editor makes one blank of several. What took any time at all has one. */
export function bar(part: number, whole: number): string {
	const full = whole > 0 ? Math.min(cells, Math.ceil((part / whole) * cells)) : 0;
	return '█'.repeat(full) + '░'.repeat(cells - full);
}

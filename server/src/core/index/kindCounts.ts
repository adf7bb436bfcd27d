import type { Format, Kind } from '../event';
import { formatNumberOf, formats, isNoise, kindCount, lineKinds, rowOf } from './lineKinds';

/** How many lines of each kind a log has, and what that says of it. */
export class KindCounts {
	private readonly counts = new Int32Array(kindCount);

	/** A line of this kind comes (1) or is taken back (-1). */
	add(kind: number, by: 1 | -1): void {
		this.counts[kind] = (this.counts[kind] ?? 0) + by;
	}

	/** Lines of other programs, and noise. */
	get foreign(): number {
		return this.counts[lineKinds.foreign] ?? 0;
	}

	/** Lines that a known mail program wrote and we could not read. */
	get unrecognized(): number {
		return this.counts
			.subarray(lineKinds.unrecognized, lineKinds.unrecognized + formats.length)
			.reduce((sum, count) => sum + count, 0);
	}

	/** Whether a line of this kind is there, of a row that this daemon writes. */
	has(kind: Kind, program: string): boolean {
		return this.counts.some((count, number) => {
			const row = count > 0 ? rowOf(number) : undefined;
			return row?.kind === kind && row.row.programs?.includes(program) === true;
		});
	}

	/** The format of most lines that anybody understands. */
	get format(): Format {
		const byFormat = new Map<Format, number>();
		let noise = 0;
		this.counts.forEach((count, kind) => {
			if (isNoise(kind)) {
				noise += count;
			} else {
				const format = formats[formatNumberOf(kind)] ?? 'other';
				byFormat.set(format, (byFormat.get(format) ?? 0) + count);
			}
		});
		// What stands between the lines of a dialogue belongs to it, where there is one.
		const owner: Format = byFormat.get('transcript') ? 'transcript' : 'postfix';
		byFormat.set(owner, (byFormat.get(owner) ?? 0) + noise);
		let best: Format = 'other';
		for (const format of formats) {
			const most: number = best === 'other' ? 0 : (byFormat.get(best) ?? 0);
			best = format !== 'other' && (byFormat.get(format) ?? 0) > most ? format : best;
		}
		return best;
	}
}

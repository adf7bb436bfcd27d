import { setImmediate } from 'node:timers/promises';
import type { Output } from './output';

/** So often a terminal is told how far we are: milliseconds. */
const pause = 250;

/** How far a long work has come, on a terminal; elsewhere nothing is said. */
export class Progress {
	private isShown = false;
	private next = performance.now() + pause * 2;

	constructor(private readonly errors: Output) {}

	/** So many octets were read. */
	read(octets: number): void {
		this.show(() => `reading: ${Math.round(octets / 1e6)} MB`);
	}

	/** So many lines of all are counted; others get their turn. */
	async count(lines: number, all: number): Promise<void> {
		this.show(() => `counting: ${Math.floor((lines / Math.max(1, all)) * 100)} %`);
		await setImmediate();
	}

	/** Takes it off the terminal. */
	end(): void {
		if (this.isShown) {
			void this.errors.write(['\r\u001b[K']);
			this.isShown = false;
		}
	}

	private show(words: () => string): void {
		const now = performance.now();
		if (this.errors.columns === undefined || now < this.next) {
			return;
		}
		this.next = now + pause;
		this.isShown = true;
		void this.errors.write([`\r\u001b[K${words()}`]);
	}
}

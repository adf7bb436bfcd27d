import type { SessionRow } from '../../../../server/src/protocol';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Times as the clock that wrote the log showed them. All rows are read with the zone of the first, so that bars stay in order
 * when daylight saving begins.
 */
export class Clock {
	readonly #offset: number;
	readonly #time: Intl.DateTimeFormat;
	readonly #minutes: Intl.DateTimeFormat;
	readonly #date: Intl.DateTimeFormat;

	/** @param offset minutes east of UTC */
	constructor(locale: string, offset = 0) {
		const utc = { timeZone: 'UTC', hourCycle: 'h23' } as const;
		this.#offset = offset;
		this.#minutes = new Intl.DateTimeFormat(locale, { ...utc, hour: '2-digit', minute: '2-digit' });
		this.#time = new Intl.DateTimeFormat('en-GB', {
			...utc,
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		this.#date = new Intl.DateTimeFormat(locale, { ...utc, month: 'short', day: 'numeric' });
	}

	/** The reading of the clock when a session began, in milliseconds, as if it were UTC. */
	reading({ start }: SessionRow): number | undefined {
		return start === undefined ? undefined : start + this.#offset * minute;
	}

	/** How exact times have to be for these rows: whether they are of more than a day, and whether the clock counts milliseconds. */
	precision(rows: Iterable<SessionRow>): { readonly hasDates: boolean; readonly hasMilliseconds: boolean } {
		let [first, last, hasMilliseconds] = [Infinity, -Infinity, false];
		for (const row of rows) {
			const reading = this.reading(row);
			if (reading !== undefined) {
				first = Math.min(first, reading);
				last = Math.max(last, reading);
				hasMilliseconds ||= reading % 1000 !== 0;
			}
		}
		return { hasDates: Math.floor(first / day) < Math.floor(last / day), hasMilliseconds };
	}

	/** `10:30:02`, with milliseconds `10:30:02.118`. */
	time(reading: number, withMilliseconds: boolean): string {
		const words = this.#time.format(reading);
		return withMilliseconds ? `${words}.${String(Math.floor(reading % 1000)).padStart(3, '0')}` : words;
	}

	/** `Nov 23` */
	date(reading: number): string {
		return this.#date.format(reading);
	}

	/** For a tick of an axis whose ticks are so many milliseconds apart. */
	tick(reading: number, step: number): string {
		if (step >= day || (reading % day === 0 && step >= minute)) {
			return this.date(reading);
		}
		return step >= minute ? this.#minutes.format(reading) : this.time(reading, step < 1000);
	}
}

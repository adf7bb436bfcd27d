import type { SessionRow } from '../../../../server/src/protocol';

const minute = 60_000;

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
		if (step >= 24 * 60 * minute || (reading % (24 * 60 * minute) === 0 && step >= minute)) {
			return this.date(reading);
		}
		return step >= minute ? this.#minutes.format(reading) : this.time(reading, step < 1000);
	}
}

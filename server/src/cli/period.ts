import type { Moment, Period } from '../report/lineTimes';
import { readZone } from './time';
import { UsageError } from './usage';

const minute = 60;
const units: Readonly<Record<string, number>> = { m: minute, h: 3600, d: 86_400, w: 7 * 86_400 };

/**
 * What `--since` and `--until` say: a day or a moment (`2026-01-05`, `2026-01-05T10:00`, with a zone or without), a time of today
 * (`10:00`), `today`, `yesterday`, `now`, or how long ago (`2h`, `30m`, `7d`). Without a zone it is the time that the log writes.
 * @param now Milliseconds since 1970.
 * @param offset Minutes east of UTC here.
 */
export function readPeriod(
	since: string | undefined,
	until: string | undefined,
	now: number,
	offset: number,
): Period {
	const local = Math.floor(now / 1000) + offset * minute;
	const from = since === undefined ? undefined : readMoment('since', since, local, offset);
	const to = until === undefined ? undefined : readMoment('until', until, local, offset);
	if (from && to && from.local >= to.local) {
		throw new UsageError('--since is not before --until');
	}
	return { ...(from && { since: from }), ...(to && { until: to }), now: local };
}

function readMoment(option: string, text: string, now: number, offset: number): Moment {
	const today = now - (((now % 86_400) + 86_400) % 86_400);
	const here = (local: number): Moment => ({ local, utc: local - offset * minute });
	// 2h
	const ago = /^(\d{1,5})([mhdw])$/.exec(text);
	if (ago) {
		return here(now - Number(ago[1]) * (units[ago[2] ?? 'h'] ?? 0));
	}
	if (text === 'now') {
		return here(now);
	}
	if (text === 'today') {
		return { local: today };
	}
	if (text === 'yesterday') {
		return { local: today - 86_400 };
	}
	// 10:00
	const clock = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
	if (clock) {
		return { local: today + Number(clock[1]) * 3600 + Number(clock[2]) * minute + Number(clock[3] ?? 0) };
	}
	// 2026-01-05T10:00:00+01:00
	const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?([+-]\d{2}:?\d{2}|Z)?$/.exec(text);
	const epoch = written ? Date.parse(`${written[1]}T${written[2] ?? '00:00'}Z`) / 1000 : Number.NaN;
	if (!written || Number.isNaN(epoch)) {
		throw new UsageError(
			`--${option} is a day or a time such as 2026-01-05, 2026-01-05T10:00, 10:00, today, yesterday or 2h, not “${text}”`,
		);
	}
	const zone = written[3] === undefined ? undefined : readZone(written[3]);
	return zone === undefined ? { local: epoch } : { local: epoch, utc: epoch - zone * minute };
}

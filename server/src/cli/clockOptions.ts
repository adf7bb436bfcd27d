import type { ClockOptions } from '../core/index/timeIndex';
import { readZone } from './time';
import { UsageError } from './usage';

/** What `--year` and `--zone` say of a log that does not write them. */
export function clockOptionsOf({
	year,
	zone,
}: {
	readonly year?: string | undefined;
	readonly zone?: string | undefined;
}): ClockOptions {
	return { ...yearOf(year), ...offsetOf(zone) };
}

/** `--zone -05:30` as `--zone=-05:30`: parseArgs takes a value that begins with a dash only so. */
export function withZoneJoined(args: readonly string[]): string[] {
	return args.flatMap((arg, at) => {
		const isZone = (option: string | undefined, value: string | undefined) =>
			option === '--zone' && value !== undefined && /^-\d/.test(value);
		if (isZone(args[at - 1], arg)) {
			return [];
		}
		return isZone(arg, args[at + 1]) ? [`${arg}=${args[at + 1]}`] : [arg];
	});
}

function yearOf(text: string | undefined): { year?: number } {
	if (text === undefined) {
		return {};
	}
	if (!/^[12]\d{3}$/.test(text)) {
		throw new UsageError(`--year is a year of four digits, not “${text}”`);
	}
	return { year: Number(text) };
}

function offsetOf(text: string | undefined): { offset?: number } {
	if (text === undefined) {
		return {};
	}
	const offset = readZone(text);
	if (offset === undefined) {
		throw new UsageError(`--zone is a distance from UTC such as +01:00 or -05:30, not “${text}”`);
	}
	return { offset };
}

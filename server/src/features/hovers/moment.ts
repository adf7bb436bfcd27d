/** `2026-11-23 16:20:48 UTC`, and the same moment as the log's clock shows it, if its zone is another: `(17:20:48 +01:00)`. */
export function momentWords(epoch: number, offset: number | undefined): string {
	const utc = `${new Date(epoch).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
	if (!offset) {
		return utc;
	}
	const local = new Date(epoch + offset * 60_000).toISOString();
	const isSameDay = local.slice(0, 10) === utc.slice(0, 10);
	return `${utc} (${isSameDay ? local.slice(11, 19) : local.slice(0, 19).replace('T', ' ')} ${zoneWords(offset)})`;
}

/** Minutes east of UTC → `+01:00`. */
export function zoneWords(offset: number): string {
	const minutes = Math.abs(offset);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
	return `${offset < 0 ? '-' : '+'}${hours ?? ''}:${rest ?? ''}`;
}

/** What every page says first, when it is new: it listens. */
export const ready = { type: 'ready' } as const;

/** Whether a message, which may be anything, says so. */
export function isReady(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'type' in value && value.type === ready.type;
}

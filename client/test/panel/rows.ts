import type { SessionRow } from '../../../server/src/protocol';

/** When the sessions of these tests begin: milliseconds since 1970. */
export const evening = Date.UTC(2026, 10, 23, 23, 54, 3);

/** A session that went well, but for what is said of it. */
export function row(id: string, told: Partial<SessionRow> = {}): SessionRow {
	return {
		...{ id, line: Number(id.slice(1)) * 10, lineCount: 3, start: evening, duration: 2000 },
		...{ peer: 'relay.example.net [203.0.113.10]', writer: 'postfix/smtpd' },
		...{ outcome: 'completed', outcomeWords: 'completed', state: 'ok' },
		...{ strip: '220 · EHLO · 221', stages: ['greeting', 'quit'], codes: ['220', '221'], messages: [] },
		phases: [{ phase: 'hello', duration: 2000 }],
		...told,
	};
}

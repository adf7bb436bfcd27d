import type { Cut } from '../core/model';

/** What of a session or a message is not in the log: `its beginning is not in the log`. */
export function cutWords(cut: Cut | undefined): string | undefined {
	return cut && `its ${parts[cut]} not in the log`;
}

const parts: Readonly<Record<Cut, string>> = {
	start: 'beginning is',
	end: 'end is',
	both: 'beginning and end are',
};

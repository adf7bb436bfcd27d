import type { TranscriptState } from './transcriptLine';

/** Before the first line of a log. */
export const initialState: TranscriptState = {
	mode: 'idle',
	octets: 0,
	fresh: false,
	secret: false,
	authenticating: false,
	awaited: 0,
	begun: false,
	replied: false,
	startTls: false,
	quit: false,
	width: 0,
	code: '',
};

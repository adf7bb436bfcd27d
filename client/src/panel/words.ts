/** All words that the page shows, said by the extension (`views/panelWords.ts`). `{0}`, `{1}`: what `fill` puts in. */
export interface PanelWords {
	readonly skipToList: string;
	readonly skipToDetail: string;
	readonly filter: string;
	readonly filterHint: string;
	readonly filterSyntax: string;
	readonly outcome: string;
	readonly code: string;
	readonly stage: string;
	readonly duration: string;
	readonly any: string;
	readonly atLeast: string;
	readonly clearFilter: string;
	readonly oneSession: string;
	readonly allSessions: string;
	readonly someSessions: string;
	readonly loading: string;
	readonly axis: string;
	readonly axisOfLog: string;
	readonly axisOfSession: string;
	readonly phases: string;
	readonly sessions: string;
	readonly session: string;
	readonly time: string;
	readonly peer: string;
	readonly failure: string;
	readonly timeline: string;
	readonly noTimes: string;
	readonly noTime: string;
	readonly noSessions: string;
	readonly noMatch: string;
	readonly closed: string;
	readonly openAgain: string;
	readonly resize: string;
	readonly detail: string;
	readonly detailHint: string;
	readonly goToLine: string;
	readonly nothingToShow: string;
	readonly diagramOf: string;
	readonly lifePicture: string;
	readonly lifeOf: string;
	readonly noMail: string;
	readonly recipients: string;
	readonly mailsOfSession: string;
	readonly sessionsOfMail: string;
	readonly exportDiagram: string;
	readonly more: string;
	readonly asTable: string;
	readonly client: string;
	readonly server: string;
	readonly daemon: string;
	readonly what: string;
	readonly line: string;
	readonly compareSwap: string;
	readonly compareOther: string;
	readonly comparePage: string;
	readonly whatDiffers: string;
	readonly noDifference: string;
	readonly stageByStage: string;
	readonly differs: string;
	readonly lineOf: string;
	readonly tabSession: string;
	readonly tabMessage: string;
	readonly tabComparison: string;
	readonly phaseConnect: string;
	readonly phaseGreeting: string;
	readonly phaseHello: string;
	readonly phaseTls: string;
	readonly phaseAuth: string;
	readonly phaseEnvelope: string;
	readonly phaseData: string;
	readonly phaseWaiting: string;
	readonly stateOk: string;
	readonly stateTemporary: string;
	readonly statePermanent: string;
	readonly stateLost: string;
}

/** A sentence with its `{0}`, `{1}` … filled in. */
export function fill(sentence: string, ...values: readonly string[]): string {
	// {0} of {1} sessions
	// ---    ---
	return sentence.replace(/\{(\d)\}/g, (_place, at: string) => values[Number(at)] ?? '');
}

/** The words that the extension has written into a page (`views/pageHtml.ts`). */
export function wordsIn<Words extends object>(main: HTMLElement): Words {
	const words: Words = JSON.parse(main.dataset['words'] ?? '{}');
	return words;
}

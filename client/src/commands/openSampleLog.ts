import { commands, Range, Selection, TextEditorRevealType, window, workspace } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { sampleUri, type Sample } from '../views/samples';

/** What a step of the walkthrough shows with a sample. */
interface Demonstration {
	readonly sample: Sample;
	/** Where the cursor is put: at the last code of this text, which is in the sample once. */
	readonly text: string;
	/** Run there: it is given the line (from 0) and the character (UTF-16 code units from 0) where that is said. */
	readonly command?: string;
	readonly isToldThePlace?: true;
}

const demonstrations: Readonly<Record<string, Demonstration>> = {
	hover: {
		sample: 'log',
		text: 'RCPT from relay.example.net[203.0.113.10]: 550 5.1.1 <rabbit@',
		command: 'editor.action.showHover',
	},
	timeline: {
		sample: 'transcript',
		text: '\n235 ',
		command: 'mailLogLens.showTimeline',
	},
	codes: { sample: 'transcript', text: '\n235 ' },
	session: {
		sample: 'log',
		text: 'RCPT from unknown[203.0.113.66]: 554 ',
		command: 'mailLogLens.showSession',
	},
	follow: {
		sample: 'log',
		text: '4jYN854WyjzX6: client=',
		command: 'mailLogLens.followMessage',
		isToldThePlace: true,
	},
	failure: {
		sample: 'log',
		text: 'postgrey[82]: Process Backgrounded',
		command: 'mailLogLens.goToNextFailure',
	},
};

/**
 * `Mail Log: Open Sample Log`: what a real Postfix wrote, to read and to try things on.
 *
 * @param shown what a link of the walkthrough shows with it: a key of the table above
 */
export async function openSampleLog(server: LanguageServer, shown?: unknown): Promise<void> {
	const demonstration =
		typeof shown === 'string' && Object.hasOwn(demonstrations, shown) ? demonstrations[shown] : undefined;
	const document = await workspace.openTextDocument(sampleUri(demonstration?.sample ?? 'log'));
	const editor = await window.showTextDocument(document, { preview: false });
	if (!demonstration) {
		return;
	}
	const { text, command, isToldThePlace } = demonstration;
	const code = /[2-5]\d\d(?= )/.exec(text)?.index ?? 0;
	const place = document.positionAt(document.getText().indexOf(text) + code);
	editor.selection = new Selection(place, place);
	editor.revealRange(new Range(place, place), TextEditorRevealType.InCenter);
	await untilKnown(server, document.uri.toString());
	if (command) {
		await commands.executeCommand(command, ...(isToldThePlace ? [place.line, place.character] : []));
	}
	// Ticks the step off. A command that an extension runs is not one that the walkthrough hears of.
	await commands.executeCommand('setContext', `mailLogLens.shown.${String(shown)}`, true);
}

/** Tries, and milliseconds between them: what is opened is told to the server a moment later. */
const patience = { tries: 50, pause: 100 };

/** Waits until the server can be asked about a document. */
async function untilKnown(server: LanguageServer, uri: string): Promise<void> {
	for (let tried = 0; tried < patience.tries; tried++) {
		if (await server.ask('mailLogLens/sessions', { uri, from: 0, count: 0 })) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, patience.pause));
	}
}

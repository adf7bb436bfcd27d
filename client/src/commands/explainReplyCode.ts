import { window } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { showExplanation } from '../views/pages';
import { activeMailLog, cursorPlace } from './activeMailLog';
import { pickReply } from './pickReplyCode';

/** UTF-16 code units of a selection that are taken for a reply: RFC 5321 §4.5.3.1.5 allows 512 octets a line, and replies have several. */
const longestReply = 4096;

/**
 * `Mail Log: Explain Reply Code…`: what is selected, what is under the cursor, or what is picked or typed.
 *
 * @param text what to explain, when a key binding or another extension says so
 */
export async function explainReplyCode(server: LanguageServer, text?: unknown): Promise<void> {
	const reply =
		typeof text === 'string'
			? text
			: (selectedReply() ?? (await replyAtCursor(server)) ?? (await pickReply(server)));
	if (reply) {
		await showExplanation(server, reply);
	}
}

//   550    5.1.1    in any text
const replyCode = /\b[2-5]\d\d\b|\b[245]\.\d{1,3}\.\d{1,3}\b/;

/** The selection of any editor, if a reply code is in it. */
function selectedReply(): string | undefined {
	const editor = window.activeTextEditor;
	const text = editor?.document.getText(editor.selection).trim();
	return text && text.length <= longestReply && replyCode.test(text) ? text : undefined;
}

async function replyAtCursor(server: LanguageServer): Promise<string | undefined> {
	const editor = activeMailLog();
	return editor && (await server.ask('mailLogLens/replyAt', cursorPlace(editor)))?.code;
}

import { Disposable, languages, workspace, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import { looksLikeMailLog, sampleSize } from './looksLikeMailLog';
import { language, section } from './names';

/** The languages VS Code gives to `*.log` and `*.txt`, whose first line it does not look at any more. */
const generalLanguages = new Set(['log', 'plaintext']);

/** Lines looked at, the empty ones counted: a transcript in a mail has one between any two. */
const lookedAt = 3 * sampleSize;

/**
 * Gives general text documents that look like a mail log the language `mail-log`.
 * A document is looked at when it is opened, and while text comes in if it was opened with too little of it;
 * whoever chooses another language for it afterwards is right, until the window is reloaded.
 */
export function detectMailLogs(): Disposable {
	const open = new Set<string>();
	const chosenByHand = new Set<string>();
	const undecided = new Set<string>();

	function onOpen(document: TextDocument): void {
		const uri = document.uri.toString();
		if (open.has(uri)) {
			// The same document again: its language was changed. To ours by us or by hand, from ours only by hand.
			undecided.delete(uri);
			if (document.languageId !== language) {
				chosenByHand.add(uri);
			} else {
				chosenByHand.delete(uri);
			}
			return;
		}
		open.add(uri);
		if (!chosenByHand.has(uri)) {
			look(document);
		}
	}

	function onChange({ document, contentChanges }: TextDocumentChangeEvent): void {
		const uri = document.uri.toString();
		if (undecided.has(uri) && contentChanges.some((change) => change.text.includes('\n'))) {
			look(document);
		}
	}

	function onClose(document: TextDocument): void {
		// VS Code says so, too, when a document's language changes; it is not closed then.
		if (document.isClosed) {
			open.delete(document.uri.toString());
			undecided.delete(document.uri.toString());
		}
	}

	function look(document: TextDocument): void {
		const uri = document.uri.toString();
		undecided.delete(uri);
		if (!isCandidate(document)) {
			return;
		}
		const lines = firstLines(document);
		if (looksLikeMailLog(lines)) {
			void languages.setTextDocumentLanguage(document, language);
		} else if (document.isUntitled || lines.length < minimumLines) {
			undecided.add(uri);
		}
	}

	workspace.textDocuments.forEach(onOpen);
	return Disposable.from(
		workspace.onDidOpenTextDocument(onOpen),
		workspace.onDidChangeTextDocument(onChange),
		workspace.onDidCloseTextDocument(onClose),
	);
}

/** With fewer lines than these, what comes later may still decide. */
const minimumLines = 5;

function isCandidate(document: TextDocument): boolean {
	return (
		generalLanguages.has(document.languageId) &&
		// A file or a draft: not an output channel, a terminal's text or a document that another extension makes.
		(document.isUntitled || workspace.fs.isWritableFileSystem(document.uri.scheme) !== undefined) &&
		workspace.getConfiguration(section, document).get('detectByContent', true)
	);
}

function firstLines(document: TextDocument): readonly string[] {
	const lines: string[] = [];
	for (let line = 0; line < Math.min(document.lineCount, lookedAt); line++) {
		lines.push(document.lineAt(line).text);
	}
	return lines.filter((line) => line.trim() !== '');
}

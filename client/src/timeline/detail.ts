import { workspace, type TextDocument } from 'vscode';
import { language, section } from '../names';
import type { TimelineDetail } from './looks';

/** How much is drawn in a document, by its setting. */
export function detailOf(document: TextDocument): TimelineDetail {
	return workspace.getConfiguration(section, document).get<TimelineDetail>('timeline', 'full');
}

/** Whether anything is drawn in it. */
export function isMarked(document: TextDocument): boolean {
	return document.languageId === language && detailOf(document) !== 'off';
}

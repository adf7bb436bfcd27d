import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { lifeMermaidOf } from '../pictures/lifeMermaid';
import { lifePicture } from '../pictures/lifePicture';
import { svgFile } from '../pictures/svgFile';
import type { Redaction } from '../redaction/redaction';
import { lifeOf } from './lifeOf';
import { pictureText, refuseLeaks, type PictureForm } from './pictureText';

/** CSS pixels: a picture in a file is as wide as a page of text. */
const fileWidth = 820;

/** The life of a mail for others to read, with its secrets masked. @param index Its number, from 0. */
export function lifeExport(log: MailLog, index: number, form: PictureForm, language?: Language): string {
	const life = lifeOf(log, index, language);
	return form === 'svg' ? svgFile(lifePicture(life, { width: fileWidth }), life.title) : lifeMermaidOf(life);
}

/**
 * The same with the names of the log's redacted copy, looked through once more.
 * @throws LeakError where it would tell something that it must not.
 */
export function redactedLife(
	index: number,
	form: PictureForm,
	redaction: Redaction,
	language?: Language,
): string {
	const text = lifeExport(redaction.copy(), index, form, language);
	refuseLeaks(pictureText(text, form), redaction);
	return text;
}

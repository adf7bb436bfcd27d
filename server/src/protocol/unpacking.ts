/**
 * The scheme of documents that show a compressed log of the workspace. The path is that of the file without `.gz`, by which an editor
 * knows the language; the query is the file's name: `mail-log-unpacked:/logs/mail.log.2?mail.log.2.gz`.
 */
export const unpackedScheme = 'mail-log-unpacked';

/** The text of such a document, by its address; `null` where its file is not there, or too long. */
export interface UnpackParams {
	readonly uri: string;
}
export type UnpackResult = { readonly text: string } | null;
export const unpackRequest = 'mailLogLens/unpack';

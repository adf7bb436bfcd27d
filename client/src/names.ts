import { copySchemes } from '../../server/src/protocol';

type CopyScheme = (typeof copySchemes)[number];

/** The language's id in package.json. */
export const language = 'mail-log';

/** What our settings begin with: `mailLogLens.timeline`. */
export const section = 'mailLogLens';

/** The scheme of the documents that show one session's lines. */
export const sessionScheme = 'mail-log-session' satisfies CopyScheme;

/** The scheme of the documents that show all lines of what is followed. */
export const followScheme = 'mail-log-follow' satisfies CopyScheme;

/** Whether a document of this scheme shows some lines of logs, and is no log of its own. */
export function isCopyScheme(scheme: string): boolean {
	return copySchemes.some((each) => each === scheme);
}

/** The scheme of the pages that explain and compare. */
export const pageScheme = 'mail-log-page';

/** The kind of webview that lists the sessions of a log. */
export const panelType = 'mailLogLens.sessions';

/** The kind of webview that shows a report. */
export const reportType = 'mailLogLens.report';

/** The scheme of the samples that come with the extension. */
export const sampleScheme = 'mail-log-sample';

/** The view of the session tree, and what its contexts begin with. */
export const treeView = 'mailLogLens.sessionTree';

import { Uri, workspace, type Disposable } from 'vscode';
import { sampleScheme } from '../names';

/** What real servers and tools wrote, by the name that the tab shows: it ends so that the document is a mail log at once. */
const samples = {
	log: { name: '/sample.maillog', file: 'postfix.log' },
	transcript: { name: '/sample.smtp', file: 'session.smtp' },
} as const;

export type Sample = keyof typeof samples;

/** Serves the samples as documents that cannot be written to. Nothing of them is put on the disk. */
export function registerSamples(extensionUri: Uri): Disposable {
	return workspace.registerTextDocumentContentProvider(sampleScheme, {
		async provideTextDocumentContent({ path }) {
			const sample = Object.values(samples).find(({ name }) => name === path);
			const file = sample && Uri.joinPath(extensionUri, 'samples', sample.file);
			return file && new TextDecoder().decode(await workspace.fs.readFile(file));
		},
	});
}

/** The address of a sample's document. */
export function sampleUri(sample: Sample): Uri {
	return Uri.from({ scheme: sampleScheme, path: samples[sample].name });
}

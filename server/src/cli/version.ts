import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the manifest that this program was installed with: `0.1.0`. */
export function version(): string {
	for (let folder = __dirname; ; folder = dirname(folder)) {
		const manifest = readManifest(join(folder, 'package.json'));
		if (manifest?.name === 'mail-log-lens' && typeof manifest.version === 'string') {
			return manifest.version;
		}
		if (dirname(folder) === folder) {
			return 'of unknown version';
		}
	}
}

function readManifest(file: string): { name?: unknown; version?: unknown } | undefined {
	try {
		const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
		return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
	} catch {
		// No such file, or one of somebody else: look further up.
		return undefined;
	}
}

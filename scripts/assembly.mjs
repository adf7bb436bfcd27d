// A plugin for esbuild: `import octets from './lines.wasm'` compiles the AssemblyScript in lines.ts beside it and puts the result into
// the bundle, as a Uint8Array.
import asc from 'assemblyscript/asc';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './project.mjs';

/** Compiled once for all bundles of a build: by entry file, a promise of its octets. */
const compiled = new Map();

export const assembly = {
	name: 'assembly',
	setup(build) {
		build.onStart(() => compiled.clear());
		build.onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir }) => ({
			path: join(resolveDir, path.replace(/\.wasm$/, '.ts')),
			namespace: 'assembly',
		}));
		build.onLoad({ filter: /.*/, namespace: 'assembly' }, async ({ path }) => {
			const folder = dirname(path);
			if (!compiled.has(path)) {
				compiled.set(path, compile(path));
			}
			return {
				contents: await compiled.get(path),
				loader: 'binary',
				watchFiles: readdirSync(folder).map((name) => join(folder, name)),
			};
		});
	},
};

async function compile(path) {
	let octets;
	const { error, stderr } = await asc.main(
		[
			relative(root, path),
			...['--baseDir', root, '--outFile', 'lines.wasm', '--initialMemory', '32'],
			...['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert'],
		],
		{ writeFile: (_, contents) => (octets = contents) },
	);
	if (error) {
		throw new Error(`${error.message}\n${stderr.toString()}`);
	}
	return octets;
}

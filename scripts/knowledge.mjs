// The bundles of knowledge, one for the facts and one for each language, in which the JSON files are packed: they are most of what the
// package would have otherwise. Each bundle is unpacked at the first question.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from './project.mjs';

const data = join(root, 'server/src/knowledge/data');

/** Options for esbuild, one set for each module of `knowledge/data`. Packed, or as it is, which is faster to make. */
export function knowledgeBundles(common, isPacked) {
	return readdirSync(data)
		.filter((file) => file.endsWith('.ts'))
		.map((file) => file.slice(0, -3))
		.map((name) => ({
			...common,
			entryPoints: { [`data/${name}`]: join(data, `${name}.ts`) },
			outdir: 'dist',
			plugins: [isPacked ? packed(name) : plain],
		}));
}

const jsonFiles = /knowledge[\\/]data[\\/].*\.json$/;

const plain = {
	name: 'plain-knowledge',
	setup({ onLoad }) {
		onLoad({ filter: jsonFiles }, ({ path }) => ({ contents: JSON.stringify(read(path)), loader: 'json' }));
	},
};

/** A module for all JSON files of a bundle, which unpacks them; the files' own modules take theirs out of it. */
function packed(name) {
	return {
		name: 'packed-knowledge',
		setup({ onLoad, onResolve }) {
			onLoad({ filter: jsonFiles }, ({ path }) => ({
				contents: `module.exports = require('packed-knowledge')[${JSON.stringify(keyOf(path))}];`,
				loader: 'js',
			}));
			onResolve({ filter: /^packed-knowledge$/ }, ({ path }) => ({ path, namespace: 'packed' }));
			onLoad({ filter: /.*/, namespace: 'packed' }, () => ({ contents: packedModule(name), loader: 'js' }));
		},
	};
}

function packedModule(name) {
	const all = Object.fromEntries(filesOf(name).map((path) => [keyOf(path), read(path)]));
	const octets = brotliCompressSync(JSON.stringify(all)).toString('base64');
	return `module.exports = JSON.parse(
		require('node:zlib').brotliDecompressSync(Buffer.from(${JSON.stringify(octets)}, 'base64')).toString(),
	);`;
}

/** What a module may ask for: the facts lie in no folder of a language. */
function filesOf(name) {
	const isFact = (file) => !/^[a-z]{2}[\\/]/.test(file);
	const isOwn = (file) => (name === 'facts' ? isFact(file) : file.startsWith(name) && !isFact(file));
	return readdirSync(data, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && isOwn(file))
		.map((file) => join(data, file));
}

function keyOf(path) {
	return relative(data, path).replaceAll('\\', '/');
}

/** Rules prove themselves by all of their samples; users are shown the first, and none of a warning's. */
function read(path) {
	const shown = keyOf(path) === 'terms/warning.json' ? 0 : 1;
	const shorten = (name, value) => (name === 'samples' ? value.slice(0, shown) : value);
	return JSON.parse(readFileSync(path, 'utf8'), shorten);
}

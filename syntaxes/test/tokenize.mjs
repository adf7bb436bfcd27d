// Runs the grammar as VS Code does: vscode-textmate over Oniguruma.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const { createOnigScanner, createOnigString, loadWASM } = oniguruma;
const { INITIAL, parseRawGrammar, Registry } = textmate;

const rootScope = 'text.mail-log';
const grammarFile = fileURLToPath(new URL('../mail-log.tmLanguage.json', import.meta.url));

/** The grammar, loaded. */
export async function loadGrammar() {
	const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
	await loadWASM(readFileSync(wasm).buffer);
	const registry = new Registry({
		onigLib: Promise.resolve({
			createOnigScanner: (patterns) => createOnigScanner(patterns),
			createOnigString: (text) => createOnigString(text),
		}),
		loadGrammar: async () => parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
	});
	return registry.loadGrammar(rootScope);
}

/**
 * Tokens of `lines` (without line ends): for each line an array of `{ text, scopes }`,
 * the scopes without the root, outermost first.
 */
export function tokenize(grammar, lines) {
	let state = INITIAL;
	return lines.map((line) => {
		const result = grammar.tokenizeLine(line, state);
		state = result.ruleStack;
		return result.tokens.map((token) => ({
			text: line.slice(token.startIndex, token.endIndex),
			scopes: token.scopes.filter((scope) => scope !== rootScope),
		}));
	});
}

/** Calls `tokenizeLine2`, the form VS Code itself uses, for each of `lines`. */
export function runThrough(grammar, lines) {
	let state = INITIAL;
	for (const line of lines) {
		state = grammar.tokenizeLine2(line, state).ruleStack;
	}
}

// Writes the pages of the rules, docs/rules/, from what the rules say of themselves. A test finds pages that are out of date.
//   npm run rules
import { build } from 'esbuild';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { assembly } from './assembly.mjs';
import { root } from './project.mjs';

const outfile = join(root, 'out', 'rules.cjs');
await build({
	stdin: {
		contents: `export { checks } from './server/src/checks/all'; export * from './server/src/checks/rulePage';`,
		resolveDir: root,
	},
	bundle: true,
	platform: 'node',
	format: 'cjs',
	logLevel: 'warning',
	plugins: [assembly],
	outfile,
});
const { checks, ruleList, rulePage, rulePath } = createRequire(import.meta.url)(outfile);

rmSync(join(root, 'docs', 'rules'), { recursive: true, force: true });
mkdirSync(join(root, 'docs', 'rules'));
writeFileSync(join(root, 'docs', 'rules', 'README.md'), ruleList(checks));
for (const check of checks) {
	writeFileSync(join(root, rulePath(check)), rulePage(check).markdown);
}

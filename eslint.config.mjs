// What the compiler cannot see: promises nobody waits for, who may know whom, and what a regular expression may cost.
import redos from 'eslint-plugin-redos';
import typescript from 'typescript-eslint';

const nothingOutside = [
	'vscode*',
	'node:*',
	'**/knowledge/**',
	'**/checks/**',
	'**/features/**',
	'**/files/**',
	'**/cli/**',
];

export default typescript.config(
	{
		ignores: [
			'dist/',
			'out/',
			'.vscode-workbench/',
			'node_modules/',
			'**/*.mjs',
			'server/src/core/assembly/',
		],
	},
	{
		files: ['**/*.ts'],
		languageOptions: {
			parser: typescript.parser,
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		plugins: { typescript: typescript.plugin },
		rules: {
			'typescript/no-floating-promises': 'error',
			'typescript/no-misused-promises': 'error',
			'typescript/await-thenable': 'error',
			'typescript/no-explicit-any': 'error',
			eqeqeq: 'error',
			'no-restricted-syntax': ['error', 'TSEnumDeclaration', 'ExportDefaultDeclaration'],
		},
	},
	{
		files: ['server/test/**', 'client/test/**', 'test/**'],
		rules: {
			'typescript/no-floating-promises': [
				'error',
				{
					allowForKnownSafeCalls: [
						{ from: 'package', name: ['test', 'describe', 'it', 'suite'], package: 'node:test' },
					],
				},
			],
		},
	},
	{
		// A log is hostile input: every regular expression is proved to cost no more than the text is long.
		files: ['server/src/**', 'client/src/**'],
		plugins: { redos },
		rules: { 'redos/no-vulnerable': ['error', { cache: true }] },
	},
	{
		files: ['server/src/core/**'],
		rules: { 'no-restricted-imports': ['error', { patterns: nothingOutside }] },
	},
);

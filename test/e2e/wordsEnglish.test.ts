import { testWords } from './words';

testWords({
	language: 'en',
	explain: 'Mail Log: Explain Reply Code…',
	compare: 'Mail Log: Compare Reply Codes…',
	titles: { 220: 'Service ready', 235: 'Authentication successful' },
	headings: [
		'Description',
		'When you see it',
		'How to fix',
		'Key differences',
		'When to use which',
		'Learn more',
	],
});

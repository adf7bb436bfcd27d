import { onMessage, post } from './host';
import { Page } from './page';

let page: Page | undefined;

onMessage((message) => {
	const main = document.querySelector('main');
	if (message.type === 'words' && main) {
		// Also when they come again, in another language.
		document.documentElement.lang = message.locale;
		page = new Page(main, message);
	} else {
		page?.hear(message);
	}
});
post({ type: 'ready' });

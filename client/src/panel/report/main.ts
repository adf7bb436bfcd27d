import { host } from './host';
import { ReportPage } from './reportPage';

let page: ReportPage | undefined;

host.onMessage((message) => {
	const main = document.querySelector('main');
	if (message.type === 'words' && main) {
		// Also when they come again, in another language.
		document.documentElement.lang = message.locale;
		page?.dispose();
		page = new ReportPage(main, message);
	} else {
		page?.hear(message);
	}
});
host.post({ type: 'ready' });

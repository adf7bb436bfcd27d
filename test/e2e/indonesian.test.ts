// A window in Indonesian: commands, picks and what is explained are in its language, without a setting.
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'session.smtp', 'id');

scenario('220 and 235 are compared in Indonesian', async (workbench) => {
	await workbench.command('Mail Log: Bandingkan Kode Balasan…');
	await workbench.eventually(
		'the first code is asked for in Indonesian',
		() => workbench.pickerTitle(),
		(title) => title.includes('yang Pertama'),
	);
	await workbench.pick('220', '');
	await workbench.eventually(
		'the second code is asked for',
		() => workbench.pickerTitle(),
		(title) => title.includes('220 dengan'),
	);
	await workbench.pick('235', '');
	const page = workbench.webview();
	await page.getByRole('heading', { level: 1, name: /220 dan 235/ }).waitFor();
	for (const name of [
		'Deskripsi',
		'Ketika Anda Melihatnya',
		'Perbedaan Utama',
		'Kapan Menggunakan Yang Mana',
		'Cara Memperbaiki',
		'Pelajari Lebih Lanjut',
	]) {
		await page.getByRole('heading', { name, exact: true }).waitFor();
	}
	await workbench.screenshot('indonesian-comparison');
});

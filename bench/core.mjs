// What the benchmark itself asks the engine; bundled into out/bench/.
export { MailLog } from '../server/src/core/mailLog';

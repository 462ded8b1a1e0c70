/** The thread that reads pages: TypeScript is loaded by hand, since a worker does not inherit how its process was started. */
import { register } from 'tsx/esm/api';

register();
await import('./page-worker.ts');

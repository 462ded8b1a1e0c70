import { register } from 'tsx/esm/api';

register();
await import('./page-worker.ts');

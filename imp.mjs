const c0=process.cpuUsage(); const t0=performance.now();
await import(process.argv[2]);
const c=process.cpuUsage(c0); const all=process.cpuUsage();
console.error(process.argv[2], 'import cpu', ((c.user+c.system)/1000).toFixed(0), 'wall', (performance.now()-t0).toFixed(0), 'total cpu', ((all.user+all.system)/1000).toFixed(0), 'at', performance.now().toFixed(0));

// Preloaded into the web server and the worker: when the script that started them is killed, they end too,
// and the port is free for the next start.

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 500).unref();

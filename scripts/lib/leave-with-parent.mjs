// Preloaded into the web server and the worker: when the script that started them is killed, they end too,
// and the port is free for the next start.

const parent = process.ppid;
let reminders = 0;

setInterval(() => {
  if (process.ppid === parent) return;
  reminders += 1;
  process.kill(process.pid, reminders > 10 ? "SIGKILL" : "SIGTERM");
}, 500).unref();

// Imported first: an older Node would fail later, and say something nobody understands.

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed, and this is ${process.version}.`);
  process.exit(1);
}

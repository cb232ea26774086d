// A TypeScript program of the product, run by Node through tsx.

/** The arguments for Node: `run(typescriptProgram("prisma/seed.ts"))`. */
export function typescriptProgram(file, ...args) {
  return ["--import", "tsx", file, ...args];
}

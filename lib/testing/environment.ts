// What every test file starts with. There is no database until a file calls `testDatabase()`.

delete process.env.DATABASE_URL;
process.env.NEXTAUTH_SECRET = "a secret for tests alone, 32 characters or more";
process.env.NEXTAUTH_URL = "http://localhost:3000";

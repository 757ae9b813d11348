/** Ends what `jest-database.mjs` started. */
export default async function stopDatabase() {
  await globalThis.stopTestDatabase?.();
}

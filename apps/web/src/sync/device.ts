/** What this browser keeps of a person's documents, and how all of it is forgotten again. */
const PREFIX = 'cq.document.';

/** Names the stored copy of a document. Each person on a shared device has their own: their changes go out under their name. */
export const copyName = (userId: string, documentId: string): string => `${PREFIX}${userId}.${documentId}`;

/** Where the count of unsaved changes is remembered. Without storage in this browser it lasts as long as the page. */
export const memoryAt = (name: string) => ({
  get: (): string | null => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set: (text: string): void => {
    try {
      localStorage.setItem(name, text);
    } catch {
      // Storage is off or full: the count starts from nothing after a reload, the document does not.
    }
  },
});

/** Changes that are on this device only, in all documents, as far as it remembers. */
export const unsavedOnDevice = (): number =>
  memories().reduce((sum, name) => sum + pendingIn(memoryAt(name).get()), 0);

/** Forgets every document on this device, whoever it belongs to: the next person must not find them. */
export async function forgetDocuments(): Promise<void> {
  for (const name of memories()) localStorage.removeItem(name);
  if (!('indexedDB' in window)) return;
  const stored = await indexedDB.databases();
  await Promise.all(stored.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [remove(name)] : [])));
}

function memories(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    // Storage is off in this browser: nothing is remembered.
    return [];
  }
}

/** The provider writes its count there, see `Memory` of the sync client. */
function pendingIn(text: string | null): number {
  const { pending } = JSON.parse(text ?? '{}') as { pending?: number };
  return pending ?? 0;
}

const remove = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    // Blocked means that another tab has it open: it is deleted when that tab closes.
    request.onsuccess = request.onerror = request.onblocked = () => { resolve(); };
  });

import { invalidInput } from './errors.js';

/**
 * A text as people typed it, without the white space around it.
 *
 * @throws DomainError `INVALID_INPUT` naming `field` when it is empty (unless `min` is 0) or longer than
 *   `max` characters, or holds a NUL, which PostgreSQL cannot store.
 */
export function requireText(field: string, value: string, { min = 1, max }: { min?: number; max: number }): string {
  const text = value.trim();
  if (text.includes('\0')) throw invalidInput(field, 'This text holds a character that cannot be stored.');
  if (text.length < min) throw invalidInput(field, min === 1 ? 'Write something here.' : `Write at least ${min} characters.`);
  if (text.length > max) throw invalidInput(field, `This is ${text.length} characters long; ${max} are the most.`);
  return text;
}

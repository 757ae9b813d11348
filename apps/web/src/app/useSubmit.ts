import { type FormEvent, useState } from 'react';

import { DomainFailure } from '../failure';
import { reasonOf } from '../ui';

export interface Submission {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly busy: boolean;
  /** What is wrong with one field, as the server said it; it stands below that field. */
  readonly errorOf: (field: string) => string | undefined;
  /** Why all of it was refused; it stands beside the button. */
  readonly refusal: string | undefined;
}

/**
 * Sends a form and keeps what was typed when it is refused. `fields` are those that the form shows: a refusal of another
 * has no place of its own and is said beside the button. The rules are the server's, none is repeated here.
 */
export function useSubmit(fields: readonly string[], work: (values: Record<string, string>) => Promise<unknown>): Submission {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const field = fieldOf(error);
  const shown = field !== undefined && fields.includes(field);

  const submit = async (form: HTMLFormElement) => {
    setBusy(true);
    setError(undefined);
    try {
      await work(valuesOf(form));
    } catch (failure) {
      setError(failure);
      focusField(form, fieldOf(failure));
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) void submit(event.currentTarget);
    },
    errorOf: (name) => (shown && name === field ? reasonOf(error) : undefined),
    refusal: error === undefined || shown ? undefined : reasonOf(error),
  };
}

const valuesOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));

/** `INVALID_INPUT` names the field as the mutation has it, with the path to it: `input.password`. */
function fieldOf(error: unknown): string | undefined {
  const field = error instanceof DomainFailure ? error.details['field'] : undefined;
  return typeof field === 'string' ? field.split('.').at(-1) : undefined;
}

function focusField(form: HTMLFormElement, name: string | undefined): void {
  const field = name === undefined ? null : form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

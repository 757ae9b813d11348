import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** An address of this app, from `app/addresses`, or of elsewhere. */
  readonly href: string;
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
}

/**
 * A link that stays in the page. It takes a plain address, because pages of one feature lead to pages of another that
 * are loaded only when somebody goes there. Fits Mantine's `component` property: `<Button component={Link} href={…}>`.
 */
export function Link({ href, onClick, children, ...rest }: LinkProps): ReactNode {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !staysHere(event, href, rest.target)) return;
    event.preventDefault();
    void router.navigate({ href });
  };
  return <a href={href} onClick={follow} {...rest}>{children}</a>;
}

/** A middle button, a held key or a target asks the browser for its own behaviour; so does an address of elsewhere. */
const staysHere = (event: MouseEvent, href: string, target: string | undefined): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && (target ?? '_self') === '_self' && href.startsWith('/') && !href.startsWith('//');

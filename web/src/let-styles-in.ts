/**
 * Gives each style that code makes on this page the page's nonce, without which the browser drops it. Ant Design's own setting leaves out
 * the style that keeps the page from scrolling under a drawer. A style that comes in as text, as an intruder's would, gets none.
 */
export function letStylesIn(page: Document): void {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
  if (!nonce) return;
  const create = page.createElement.bind(page) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  const createWithNonce = (name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (name.toLowerCase() === 'style') made.nonce = nonce;
    return made;
  };
  page.createElement = createWithNonce as typeof page.createElement;
}

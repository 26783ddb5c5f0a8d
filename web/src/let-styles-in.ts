/**
 * Lets in the styles that this page's own code makes, and no others: a style element gets the page's nonce, without which the browser drops
 * it, and a style attribute is set as properties, which it allows. Ant Design's own setting leaves out two: what keeps the page from
 * scrolling under a drawer, and what measures a text area. A style that comes in as markup, as an intruder's would, stays out.
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
  const { setAttribute } = Element.prototype;
  // Charts are drawn as SVG, whose texts have a font each.
  for (const prototype of [HTMLElement.prototype, SVGElement.prototype])
    prototype.setAttribute = function setAsProperties(this: HTMLElement | SVGElement, name: string, value: string) {
      if (name === 'style') this.style.cssText = value;
      else setAttribute.call(this, name, value);
    };
}

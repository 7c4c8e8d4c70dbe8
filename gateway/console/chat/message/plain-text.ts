/** The words of a message's HTML on one line, for where there is no room for more. */
export function plainText(html: string): string {
  const spaced = html.replace(/<(?:br|\/p|\/li|\/pre|\/blockquote)\b/g, ' $&');
  return (new DOMParser().parseFromString(spaced, 'text/html').body.textContent ?? '').replace(/\s+/g, ' ').trim();
}

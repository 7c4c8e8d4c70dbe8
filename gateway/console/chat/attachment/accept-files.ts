import type { LitElement } from 'lit';

/** Takes files that are dropped onto an element, which says so by the attribute `receiving` while they are above it. */
export function acceptFiles(element: LitElement, take: (files: readonly File[]) => void): void {
  const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  element.addEventListener('dragover', (event) => {
    if (brings(event)) {
      event.preventDefault();
      element.toggleAttribute('receiving', true);
    }
  });
  element.addEventListener('dragleave', () => element.toggleAttribute('receiving', false));
  element.addEventListener('drop', (event) => {
    if (brings(event)) {
      event.preventDefault();
      element.toggleAttribute('receiving', false);
      take([...(event.dataTransfer?.files ?? [])]);
    }
  });
}

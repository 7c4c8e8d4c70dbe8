const GAP = 6;
const MARGIN = 8;

/** Opens a popover above or below what it belongs to, wherever there is room, and inside the page. */
export function openBeside(popover: HTMLElement, owner: Element): void {
  popover.showPopover();
  const place = owner.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = place.bottom + GAP;
  const fitsBelow = below + height <= innerHeight - MARGIN;
  const left = Math.min(Math.max(place.right - width, MARGIN), innerWidth - width - MARGIN);
  const top = Math.max(fitsBelow ? below : place.top - GAP - height, MARGIN);
  Object.assign(popover.style, { inset: 'auto', margin: '0', left: `${left}px`, top: `${top}px` });
}

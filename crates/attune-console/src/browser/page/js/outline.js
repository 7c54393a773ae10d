// Draws a frame and a note around the element that find() returns, and keeps them there.
(find, note) => {
  globalThis.attuneOutline?.remove();
  const host = document.createElement("attune-outline");
  host.style.cssText = "all: initial; position: fixed; z-index: 2147483647; pointer-events: none; display: none";
  // Whoever does not see it hears it.
  host.setAttribute("role", "note");
  host.setAttribute("aria-label", note);
  const frame = document.createElement("div");
  frame.style.cssText = "position: absolute; inset: -6px; border: 3px solid #d4007a; border-radius: 6px; box-shadow: 0 0 0 2px #fff";
  const words = document.createElement("div");
  words.style.cssText =
    "position: absolute; left: -6px; font: 14px/1.4 sans-serif; color: #fff; background: #d4007a; padding: 2px 8px; border-radius: 4px; white-space: nowrap";
  words.textContent = note;
  host.attachShadow({ mode: "closed" }).append(frame, words);
  const boxOf = (element) => {
    const box = element.getBoundingClientRect();
    let { left, top } = box;
    for (let around = element.ownerDocument.defaultView.frameElement; around; ) {
      const outer = around.getBoundingClientRect();
      left += outer.left + around.clientLeft;
      top += outer.top + around.clientTop;
      around = around.ownerDocument.defaultView.frameElement;
    }
    return { left, top, width: box.width, height: box.height };
  };
  const follow = () => {
    const element = find();
    const box = element?.isConnected ? boxOf(element) : { width: 0 };
    host.style.display = box.width > 0 ? "block" : "none";
    for (const side of ["left", "top", "width", "height"]) host.style[side] = `${box[side] ?? 0}px`;
    // Below the element, or above it at the bottom of the window.
    const above = box.top + box.height + 40 > innerHeight;
    words.style.top = above ? "auto" : "calc(100% + 10px)";
    words.style.bottom = above ? "calc(100% + 10px)" : "auto";
    // A page that draws itself again may have thrown it away.
    if (!host.isConnected) document.documentElement.append(host);
  };
  const timer = setInterval(follow, 100);
  globalThis.attuneOutline = {
    remove() {
      clearInterval(timer);
      host.remove();
      delete globalThis.attuneOutline;
    },
  };
  follow();
}

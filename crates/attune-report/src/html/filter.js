"use strict";
(() => {
  // Paper has no triangles to click on.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  const bar = document.getElementById("filter");
  if (!bar) return;
  const words = document.getElementById("words");
  const found = document.getElementById("found");
  const items = [...document.querySelectorAll("[data-item]")];
  const sections = [...document.querySelectorAll("section")];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const narrow = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, index) => {
      const fits = wanted.every((word) => texts[index].includes(word));
      item.hidden = !fits;
      if (fits) count += 1;
    });
    // A piece that holds others is there as long as one of them is.
    for (const part of [...document.querySelectorAll("[data-holder]"), ...sections]) {
      const inner = part.querySelectorAll("[data-item]");
      part.hidden = inner.length > 0 && !part.querySelector("[data-item]:not([hidden])");
    }
    found.textContent = wanted.length ? `${count} of ${items.length}` : "";
  };
  bar.hidden = false;
  words.addEventListener("input", narrow);
  narrow();
})();

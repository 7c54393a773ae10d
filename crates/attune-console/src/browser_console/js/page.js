// What the functions share: words without white space and control characters around them, words as they are compared, and a
// page with all its frames.
const clean = (text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
const plain = (said) => (said ?? "").replace(/\s+/g, " ").replace(/[*:\s]+$/, "").trim();
const framed = (page) => [page, ...Array.from(page.querySelectorAll("iframe, frame")).flatMap((it) => (it.contentDocument ? framed(it.contentDocument) : []))];

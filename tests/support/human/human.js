// The person at the browser in tests, as an extension of the browser: signs in once in each tab, and does what attune outlines. attune
// sees of it what it would see of hands. What stands in `prank.json` at that time happens to each page that is loaded.
"use strict";

const EVERY = 40;
// The outline that was seen last: each is acted upon once, however long attune takes to see what came of it.
let seen = null;
let clumsy = false;
let never = null;

const clean = (text) => text.replace(/\s+/g, " ").trim();
const all = (selector, within) => Array.from(within.querySelectorAll(selector));
const named = (selector, within, words) => all(selector, within).find((it) => clean(it.textContent) === words && it.checkVisibility());

function signIn() {
  const form = document.querySelector("input[name=UserName]")?.form;
  if (!form || sessionStorage.getItem("signed-in")) return;
  sessionStorage.setItem("signed-in", "yes");
  form.querySelector("[name=UserName]").value = "ada.winter";
  form.querySelector("[name=Password]").value = "not-a-real-password";
  form.querySelector("button").click();
}

// What lies in the middle of the outline, in whichever frame.
function outlined(outline) {
  const box = outline.getBoundingClientRect();
  if (box.width === 0) return null;
  let [x, y, page] = [box.left + box.width / 2, box.top + box.height / 2, document];
  for (;;) {
    const hit = page.elementFromPoint(x, y);
    if (!hit?.matches("iframe, frame")) return hit;
    const outer = hit.getBoundingClientRect();
    [x, y, page] = [x - outer.left - hit.clientLeft, y - outer.top - hit.clientTop, hit.contentDocument];
  }
}

function tell(control, ...events) {
  for (const event of events) control.dispatchEvent(new Event(event, { bubbles: true }));
}

function choose(hit, words) {
  const list = hit.closest("select");
  const drawn = hit.closest(".SingleItemSelector2");
  const radios = hit.closest("fieldset, .RadioGroup2");
  if (list) {
    list.selectedIndex = Array.from(list.options).findIndex((it) => clean(it.text) === words);
    tell(list, "input", "change");
  } else if (drawn) {
    drawn.querySelector(".SelectedItem").click();
    named(".Item", drawn, words)?.click();
  } else {
    named("label, .RadioButton2", radios, words)?.click();
  }
}

// The first choice of somebody clumsy is the wrong one.
function slip(hit, words) {
  const list = hit.closest("select, .SingleItemSelector2");
  const other = list && all("option, .Item", list).map((it) => clean(it.textContent)).find((it) => it && it !== words);
  if (!clumsy || !other) return words;
  clumsy = false;
  return other;
}

function act(hit, note) {
  const [, words] = note.match(/`([^`]*)`$/) ?? [];
  if (note.startsWith("choose")) choose(hit, slip(hit, words));
  else if (note.startsWith("enter") || note.startsWith("empty")) {
    hit.value = words ?? "";
    tell(hit, "input", "change");
  } else if (note.includes("right-click")) {
    hit.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
    named(".MenuItem", hit.ownerDocument, words)?.click();
  } else if (!isAlready(hit, note)) hit.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

// Whoever sees that a box is as it should be leaves it alone.
function isAlready(hit, note) {
  if (!note.endsWith("this box")) return false;
  const drawn = hit.closest(".Checkbox2");
  const on = drawn ? drawn.querySelector(".Checked") !== null : hit.checked;
  return on === note.startsWith("tick");
}

function look() {
  const outline = document.querySelector("attune-outline");
  const note = outline?.getAttribute("aria-label");
  if (!note || outline === seen || (never !== null && note.includes(never))) return;
  const hit = outlined(outline);
  if (!hit) return;
  seen = outline;
  act(hit, note);
}

const row = (words) => all("tr, .Field, .CheckBoxField", document).find((it) => clean(it.cells?.[0].textContent ?? it.firstElementChild.textContent) === words);

// Things that happen to pages.
const pranks = {
  go: (url) => location.assign(url),
  speak: (language) => (document.documentElement.lang = language),
  remove: (words) => row(words)?.remove(),
  rename: ([words, others]) => {
    const label = row(words);
    if (label) (label.cells?.[0] ?? label.firstElementChild).textContent = others;
  },
  double: (words) => {
    const old = row(words);
    const other = old?.cloneNode(true);
    if (!other) return;
    (other.cells?.[0] ?? other.firstElementChild).textContent = "Something new";
    old.after(other);
  },
  lift: (words) => {
    const old = row(words);
    old?.parentElement.prepend(old);
  },
  // Menus that lead elsewhere.
  lead: ([from, to]) => all("[data-href]", document).forEach((it) => (it.dataset.href = it.dataset.href.replace(from, to))),
  // The first click on a page of this path ends all sessions.
  expire: (path) => {
    const end = () => {
      const request = new XMLHttpRequest();
      request.open("DELETE", "/console/simulator/sessions", false);
      request.send();
    };
    if (location.pathname.endsWith(path)) document.addEventListener("click", end, { capture: true, once: true });
  },
  // A page of this path is there once only.
  once: (path) => {
    if (!location.pathname.endsWith(path)) return;
    if (localStorage.getItem(path)) document.body.replaceChildren();
    localStorage.setItem(path, "was here");
  },
  clumsy: () => (clumsy = true),
  // Nobody signs in.
  away: () => sessionStorage.setItem("signed-in", "by nobody"),
  // Does nothing with controls whose note has these words.
  idle: (words) => (never = words),
};

const asked = fetch(chrome.runtime.getURL("prank.json")).then((it) => it.json()).catch(() => ({}));
document.addEventListener("DOMContentLoaded", async () => {
  for (const [prank, words] of Object.entries(await asked)) pranks[prank](words);
  signIn();
  setInterval(look, EVERY);
});

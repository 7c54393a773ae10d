// Menus, tabs, sections, drawn controls and sending forms; every page loads it, in both renderings.
"use strict";

const drawn = document.body.classList.contains("Drawn");
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

// What the links of drawn grids call.
window.Autotask = {
  NewWindowPage: class {
    constructor(name, url) {
      this.name = name;
      this.url = url;
    }
  },
};
window.autotask = { siteNavigation: { __openPage: (page) => window.location.assign(page.url) } };

// Values of controls.

function read(control) {
  if (control.matches(".Checkbox2")) return control.querySelector(".Checked") ? "on" : "";
  if (control.matches(".SingleItemSelector2")) return control.dataset.value;
  if (control.matches(".RadioGroup2")) {
    const on = control.querySelector(".Checked");
    return on ? on.parentElement.dataset.value : "";
  }
  return control.type === "checkbox" ? (control.checked ? "on" : "") : control.value;
}

function mark(hack, on) {
  hack.classList.toggle("Checked", on);
  hack.classList.toggle("Unchecked", !on);
}

function write(control, value) {
  if (control.matches(".Checkbox2")) {
    mark(control.querySelector(".TabIndexHack"), value === "on");
  } else if (control.matches(".SingleItemSelector2")) {
    const item = all(".Item", control).find((it) => it.dataset.value === value);
    if (!item) return;
    control.dataset.value = value;
    control.querySelector(".SelectedItem .Text").textContent = item.textContent;
    control.querySelector(".SelectedItem").classList.remove("Default");
  } else if (control.type === "checkbox") {
    control.checked = value === "on";
  } else {
    control.value = value;
  }
}

const isOff = (control) => control.disabled || control.classList.contains("Disabled");

function turn(control, on) {
  if ("disabled" in control) {
    control.disabled = !on;
  } else {
    control.classList.toggle("Disabled", !on);
    all(".TabIndexHack", control).forEach((hack) => hack.classList.toggle("Disabled", !on));
  }
}

function valueOf(name) {
  const radio = document.querySelector(`input[type=radio][name="${name}"]:checked`);
  if (radio) return radio.value;
  const control = document.getElementById(name);
  return control ? read(control) : "";
}

// Controls that depend on another one; a box that can no longer be changed is cleared.
function settle() {
  for (const control of all("[data-needs]")) {
    const [name, value] = control.dataset.needs.split("=");
    const on = valueOf(name) === value;
    turn(control, on);
    if (!on && (control.matches(".Checkbox2") || control.type === "checkbox")) write(control, "");
  }
}

// Forms.

function hidden(form, name, value) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  form.append(input);
}

function noteOpen(form) {
  const open = all(".Section", form).filter((it) => (drawn ? !it.classList.contains("Collapsed") : it.open));
  const field = form.querySelector("input[name=open]");
  if (field) field.value = open.map((it) => it.dataset.heading).join("|");
}

function send(form, action) {
  for (const control of all(".Checkbox2, .SingleItemSelector2, .RadioGroup2, .TextBox2 > input", form)) {
    const value = read(control);
    if (!isOff(control) && (value || !control.matches(".Checkbox2"))) hidden(form, control.id, value);
  }
  hidden(form, "do", action);
  noteOpen(form);
  form.submit();
}

function post(url) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  document.body.append(form);
  form.submit();
}

all("form").forEach((form) =>
  form.addEventListener("submit", (event) => {
    if (drawn && form.querySelector("input[name=load]")) event.preventDefault();
    noteOpen(form);
  }),
);

// Menus and lists that open.

const close = (within = document) => all(".Opener.Open, .SingleItemSelector2.Open", within).forEach((it) => it.classList.remove("Open"));

all(".Opener.Hover").forEach((opener) => {
  opener.addEventListener("mouseenter", () => opener.classList.add("Open"));
  opener.addEventListener("mouseleave", () => opener.classList.remove("Open"));
});

document.addEventListener("contextmenu", (event) => {
  const opener = event.target.closest("tr.Display")?.querySelector(".ContextMenuCell .Opener");
  if (!opener) return;
  event.preventDefault();
  close();
  opener.classList.add("Open");
});

// Clicks, by what was clicked: the first that fits.
const clicks = [
  ["[data-opens]", (it) => {
    const opener = it.closest(".Opener");
    const open = opener.matches(".Hover") || !opener.classList.contains("Open");
    if (!opener.matches(".Hover")) close();
    opener.classList.toggle("Open", open);
  }],
  ["[data-href]", (it) => window.location.assign(it.dataset.href)],
  ["[data-post]", (it) => post(it.dataset.post)],
  ["[data-do]", (it) => send(it.closest("form"), it.dataset.do)],
  ["[data-fill]", (it, event) => {
    // The button stands in the section's head, which would fold it.
    event.preventDefault();
    const controls = all(`[data-${it.dataset.fill}]`, it.closest(".Section"));
    controls.forEach((control) => write(control, control.dataset[it.dataset.fill]));
  }],
  ["[data-tab]", (it) => {
    const tabs = it.closest(".Tabs");
    all("[data-tab]", tabs).forEach((tab) => tab.classList.toggle("Front", tab === it));
    all(".TabPage", tabs).forEach((page, index) => (page.hidden = String(index) !== it.dataset.tab));
  }],
  [".Toggle", (it) => it.closest(".Section").classList.toggle("Collapsed")],
  [".Checkbox2", (it) => isOff(it) || write(it, read(it) ? "" : "on")],
  [".CheckBoxField .EditorLabelContainer1", (it) => it.nextElementSibling.click()],
  [".RadioButton2", (it) => {
    const group = it.closest(".RadioGroup2");
    if (!isOff(group)) all(".TabIndexHack", group).forEach((hack) => mark(hack, hack.parentElement === it));
  }],
  [".Item", (it) => {
    const list = it.closest(".SingleItemSelector2");
    write(list, it.dataset.value);
    list.classList.remove("Open");
  }],
  [".SelectedItem", (it) => {
    const list = it.closest(".SingleItemSelector2");
    const open = !isOff(list) && !list.classList.contains("Open");
    close();
    list.classList.toggle("Open", open);
  }],
];

document.addEventListener("click", (event) => {
  for (const [selector, act] of clicks) {
    const target = event.target.closest(selector);
    if (target) {
      act(target, event);
      settle();
      return;
    }
  }
  close();
});

document.addEventListener("change", settle);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if ((event.key === "Enter" || event.key === " ") && event.target.matches("div[tabindex], a[tabindex]")) {
    event.preventDefault();
    event.target.click();
  }
});

settle();
document.body.dataset.ready = "yes";

// The body of a function: (role, name, within) -> the first visible element with that role and accessible name.
// `within` is a list of [role, name] from the outermost to the innermost thing to look in. A name that no element has
// in full finds the first that begins with it, so that "Checks" finds "Checks, 2 things to look at".
const [role, name, within] = arguments;

const implicit = {
  A: "link",
  BUTTON: "button",
  TEXTAREA: "textbox",
  UL: "list",
  OL: "list",
  LI: "listitem",
  SECTION: "region",
  DIALOG: "dialog",
  OUTPUT: "status",
  IFRAME: "frame",
  FIELDSET: "group",
  NAV: "navigation",
  MAIN: "main",
  IMG: "img",
  PROGRESS: "progressbar",
  SELECT: "combobox",
};
const inputs = { search: "searchbox", radio: "radio", checkbox: "checkbox", button: "button", submit: "button" };

function roleOf(element) {
  const told = element.getAttribute("role");
  if (told) return told;
  if (element.tagName === "INPUT") return inputs[element.type] ?? "textbox";
  if (/^H[1-6]$/.test(element.tagName)) return "heading";
  return implicit[element.tagName] ?? "";
}

const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return words(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  const label = element.getAttribute("aria-label");
  if (label) return words(label);
  if (element.labels?.length) return words([...element.labels].map((one) => one.textContent).join(" "));
  if (element.tagName === "FIELDSET") return words(element.querySelector("legend")?.textContent);
  const own = element.getAttribute("alt") ?? element.getAttribute("title");
  if (own) return words(own);
  const named = ["button", "link", "listitem", "heading", "radio", "checkbox", "tab", "menuitem", "option"];
  if (named.includes(roleOf(element))) return words(element.textContent);
  return words(element.getAttribute("placeholder"));
}

function shown(element) {
  if (element.closest("[inert], [aria-hidden=true]")) return false;
  if (element.getClientRects().length === 0) return false;
  return getComputedStyle(element).visibility === "visible";
}

function find(root, role, name) {
  const all = [...root.querySelectorAll("*")].filter((one) => roleOf(one) === role && shown(one));
  if (name === null) return all[0] ?? null;
  return all.find((one) => nameOf(one) === name) ?? all.find((one) => nameOf(one).startsWith(name)) ?? null;
}

let root = document;
for (const [outerRole, outerName] of within) {
  root = find(root, outerRole, outerName);
  if (!root) return null;
}
return find(root, role, name);

// Keeps what is being written on this machine until it is sent, should the page be closed by mistake.
const keyOf = (field) => `draft:${field.form.action}:${field.name}`;
for (const field of document.querySelectorAll("form.form textarea, form.form input[name=title]")) {
  const key = keyOf(field);
  try {
    if (!field.value) field.value = localStorage.getItem(key) ?? "";
    field.addEventListener("input", () => localStorage.setItem(key, field.value));
    field.form.addEventListener("submit", () => localStorage.removeItem(key));
  } catch {
    // Storage is switched off: nothing is kept, nothing breaks.
  }
}

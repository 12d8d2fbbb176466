// What changes without a new page is said aloud: [data-say] in what htmx brought, or its event `say`.
const region = document.getElementById("live");
const say = (words) => {
  if (region && words) region.textContent = words;
};
document.addEventListener("htmx:afterSwap", (event) => {
  const spoken = event.target.closest?.("[data-say]") ?? event.target.querySelector?.("[data-say]");
  say(spoken?.dataset.say);
});
document.addEventListener("say", (event) => say(event.detail?.value));

// A form that came back with errors starts at their summary.
document.querySelector(".errors")?.focus();

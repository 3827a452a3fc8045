// What is typed goes along when the screen closes or the language changes: the server keeps it for its author.
const field = (form, name, value) => {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  form.append(input);
};

for (const form of document.querySelectorAll("form[data-lock], form.tongues")) {
  form.addEventListener("submit", () => {
    const work = document.querySelector("main form.form");
    if (!work || form.querySelector("[name=typed]")) return;
    const secret = new Set([...work.querySelectorAll("input[type=password]")].map((one) => one.name));
    const typed = [...new FormData(work)].filter(([name, value]) => typeof value === "string" && !secret.has(name));
    field(form, "typed", new URLSearchParams(typed).toString());
    field(form, "typed_at", location.pathname);
  });
}

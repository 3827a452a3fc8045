// The receipt: F2 prints it, Enter goes back to the desk.
const print = document.querySelector("[data-print]");
print?.addEventListener("click", () => window.print());
document.addEventListener("keydown", (event) => {
  if (event.key === "F2") { event.preventDefault(); window.print(); }
  if (event.key === "Enter" && event.target === document.body) document.querySelector("[data-next]")?.click();
});

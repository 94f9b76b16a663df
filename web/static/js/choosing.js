// Suggests parties and works while a name is typed (WAI-ARIA combobox with a list). Without it the form finds them when it is sent.
"use strict";

const WAIT_MS = 150;
const MOST = 12;

function option(record, number, list) {
  const item = document.createElement("li");
  item.id = `${list.id}-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = record.label;
  const about = document.createElement("span");
  about.textContent = [record.also, record.kind, record.why, record.linked ? list.dataset.linked : ""].filter(Boolean).join(" · ");
  about.dir = "auto";
  item.append(name, about);
  item.record = record;
  return item;
}

function combobox(frame) {
  const input = frame.querySelector("input[type=text]");
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let hidden = frame.querySelector("input[type=hidden]");
  let asked = 0;
  let timer = 0;

  list.id = `${input.id}-list`;
  list.hidden = true;
  list.className = "choosing-list";
  list.dataset.linked = frame.dataset.linked;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", frame.dataset.found);
  told.className = "away";
  told.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.after(list, told);

  const options = () => Array.from(list.children);
  const active = () => list.querySelector("[aria-selected=true]");

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(item) {
    options().forEach((one) => one.setAttribute("aria-selected", String(one === item)));
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function chosen() {
    if (!hidden) {
      frame.querySelector(".choosing-some")?.remove();
      hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = `${input.name}_id`;
      frame.append(hidden);
    }
    return hidden;
  }

  function choose(item) {
    input.value = item.record.label;
    chosen().value = item.record.id;
    told.textContent = item.textContent;
    close();
  }

  async function suggest() {
    const text = input.value.trim();
    const number = ++asked;
    if (text.length < 2) {
      close();
      return;
    }
    let found = [];
    try {
      const answer = await fetch(`${frame.dataset.address}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" });
      found = answer.ok ? (await answer.json()).found.slice(0, MOST) : [];
    } catch {
      return;
    }
    if (number !== asked) {
      return;
    }
    list.replaceChildren(...found.map((record, place) => option(record, place, list)));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    told.textContent = found.length ? `${frame.dataset.found} ${found.length}` : frame.dataset.none;
  }

  input.addEventListener("input", () => {
    chosen().value = "";
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const place = all.indexOf(active());
    if (event.key === "ArrowDown" && list.hidden) {
      suggest();
    } else if (event.key === "ArrowDown" && all.length) {
      mark(all[(place + 1) % all.length]);
    } else if (event.key === "ArrowUp" && !list.hidden && all.length) {
      mark(all[(place - 1 + all.length) % all.length]);
    } else if (event.key === "Enter" && !list.hidden && active()) {
      choose(active());
    } else if (event.key === "Escape" && !list.hidden) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("[role=option]");
    event.preventDefault();
    if (item) {
      choose(item);
    }
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll(".choosing").forEach(combobox);

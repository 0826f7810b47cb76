// The browsable API: forms and buttons send JSON to the very links that programs follow.
(() => {
  "use strict";
  const page = document.getElementById("hub");
  const says = page.dataset;
  const ACCEPT = "application/hal+json, application/problem+json;q=0.9";

  // -- telling people ---------------------------------------------------------------------------------------------

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  // JSON as text with links where an href is.
  const shown = (data) => {
    const pre = make("pre", undefined, { class: "json", tabindex: "0" });
    for (const part of JSON.stringify(data, null, 2).split(/("(?:href|next|prev|first|last)": "(?:\/[^"]*)")/)) {
      const link = part.match(/^("\w+": ")(\/[^"]*)"$/);
      if (!link || link[2].includes("{")) pre.append(part);
      else pre.append(link[1], make("a", link[2], { href: link[2] }), '"');
    }
    return pre;
  };

  const tell = (place, title, parts, good) => {
    place.replaceChildren(make("h3", title), ...parts);
    place.classList.toggle("good", Boolean(good));
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  };

  const refused = (place, problem, form) => {
    const rest = [];
    for (const error of problem.errors || []) {
      const path = decodeURIComponent((error.pointer || "").replace(/^#\//, ""));
      const input = form && form.elements[path.split("/")[0]];
      if (input && input.dataset) {
        input.setAttribute("aria-invalid", "true");
        input.closest(".field").append(make("p", error.detail, { class: "wrong", id: `${input.id}-wrong` }));
        input.setAttribute("aria-describedby", `${input.id}-wrong`);
      }
      rest.push(make("li", `${path || error.parameter || error.header || ""} ${error.detail}`.trim()));
    }
    const parts = [make("p", problem.detail || "")];
    if (rest.length) parts.push(make("ul"));
    if (rest.length) parts[1].append(...rest);
    const more = make("p", undefined, { class: "hint" });
    if (problem.type) more.append(make("a", problem.type, { href: problem.type }), " ");
    if (problem.request_id) more.append(problem.request_id);
    tell(place, `${problem.status || ""} ${problem.title || says.failed}`.trim(), [...parts, more]);
    const first = form && form.querySelector("[aria-invalid]");
    if (first) first.focus();
  };

  // -- sending ----------------------------------------------------------------------------------------------------

  const send = async (method, href, body, etag) => {
    const headers = { Accept: ACCEPT, [says.csrfHeader]: says.csrf };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (etag) headers["If-Match"] = etag;
    const response = await fetch(href, { method, headers, body, credentials: "same-origin" });
    const text = await response.text();
    let data = null;
    try { data = text ? JSON.parse(text) : null; } catch { data = { status: response.status, title: response.statusText }; }
    return { response, data };
  };

  const act = async (source, method, href, body, etag) => {
    const form = source instanceof HTMLFormElement ? source : null;
    const place = (form && form.querySelector(".told")) || document.getElementById("told");
    const buttons = form ? [...form.querySelectorAll("button")] : [source];
    buttons.forEach((button) => { button.disabled = true; });
    try {
      const { response, data } = await send(method, href, body, etag);
      if (!response.ok) refused(place, data || { status: response.status, title: response.statusText }, form);
      else done(place, method, href, response, data);
    } catch {
      tell(place, says.failed, []);
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
    }
  };

  const done = (place, method, href, response, data) => {
    const here = says.here.split("?")[0];
    if (response.status === 201 || (method === "POST" && data && href.endsWith("/search"))) {
      const where = response.headers.get("Location");
      const open = make("p");
      if (where) open.append(make("a", says.open, { class: "button primary", href: where }));
      tell(place, `${response.status} ${says.done}`, [open, shown(data)], true);
    } else if (method === "DELETE" && href === here) {
      location.assign(here.slice(0, here.lastIndexOf("/")));
    } else {
      location.hash = "";
      location.reload();
    }
  };

  // -- forms ------------------------------------------------------------------------------------------------------

  const lines = (text) => text.split(/\s*\n\s*/).filter(Boolean);
  // A number keeps its digits: JavaScript would round ids beyond 2^53.
  const written = {
    text: (text) => JSON.stringify(text),
    reference: (text) => JSON.stringify(text.trim()),
    references: (text) => JSON.stringify(lines(text)),
    list: (text) => JSON.stringify(lines(text)),
    choice: (text) => text,
    number: (text) => text,
    json: (text) => { JSON.parse(text); return text; },
  };
  const empty = (input) => (input.dataset.nullable !== undefined ? "null" : input.dataset.kind === "text" ? '""' : { references: "[]", list: "[]" }[input.dataset.kind]);
  const initial = (input) => (input.tagName === "SELECT" ? [...input.options].find((option) => option.defaultSelected)?.value ?? "" : input.defaultValue);

  const bodyOf = (form) => {
    const members = [];
    for (const input of form.elements) {
      if (!input.dataset.kind) continue;
      const changed = input.value !== initial(input);
      if ("onlyChanges" in form.dataset ? !changed : input.value === "" && !("whole" in form.dataset)) continue;
      const value = input.value === "" ? empty(input) : written[input.dataset.kind](input.value);
      if (value !== undefined) members.push(`${JSON.stringify(input.name)}: ${value}`);
    }
    return members.length || !("onlyChanges" in form.dataset) ? `{${members.join(", ")}}` : null;
  };

  const clear = (form) => {
    form.querySelectorAll(".wrong").forEach((element) => element.remove());
    form.querySelectorAll("[aria-invalid]").forEach((input) => { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); });
    form.querySelector(".told").hidden = true;
  };

  const submit = (form) => {
    clear(form);
    let body;
    try { body = bodyOf(form); } catch { return tell(form.querySelector(".told"), says.notJson, []); }
    if (body === null) return tell(form.querySelector(".told"), says.nothing, []);
    return act(form, form.dataset.method, form.dataset.href, body, form.dataset.etag);
  };

  const toggle = (id, open) => {
    const form = document.getElementById(`form-${id}`);
    if (!form) return;
    const show = open ?? form.hidden;
    document.querySelectorAll("form.action").forEach((other) => { other.hidden = other !== form || !show; });
    document.querySelectorAll("[data-opens]").forEach((button) => button.setAttribute("aria-expanded", String(show && button.dataset.opens === id)));
    if (!show) return;
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input, select, textarea")?.focus();
  };

  // What a reference can be: the first hundred of its collection, once the field is entered.
  const offer = async (input) => {
    const list = document.getElementById(input.getAttribute("list"));
    if (!list || list.dataset.filled) return;
    list.dataset.filled = "true";
    const { response, data } = await send("GET", `${input.dataset.link}?per_page=100`);
    if (!response.ok) return;
    for (const item of Object.values(data._embedded || {}).flat()) {
      const value = item._links.self.href.split("/").pop();
      list.append(make("option", item[input.dataset.prompt] || value, { value }));
    }
  };

  // RFC 6570, as far as our templates go: {?a,b}, {&a,b} and {a}.
  const expand = (template, values) => template.replace(/\{([?&]?)([^}]*)\}/g, (_all, operator, names) => {
    const given = names.split(",").filter((name) => values[name]);
    if (!operator) return given.map((name) => encodeURIComponent(values[name])).join(",");
    const pairs = given.map((name) => `${name}=${encodeURIComponent(values[name]).replace(/%2C/g, ",")}`).join("&");
    return pairs ? operator + pairs : "";
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form.action")) {
      event.preventDefault();
      submit(form);
    } else if (form.matches("form.template")) {
      event.preventDefault();
      location.assign(expand(form.dataset.template, Object.fromEntries(new FormData(form))));
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.opens) toggle(button.dataset.opens);
    else if (button.dataset.closes) toggle(button.dataset.closes, false);
    else if (button.dataset.method) {
      if (button.dataset.method === "DELETE" && !window.confirm(says.sure)) return;
      act(button, button.dataset.method, button.dataset.href, undefined, button.dataset.etag);
    }
  });

  document.addEventListener("focusin", (event) => {
    if (event.target.dataset && event.target.dataset.link) offer(event.target).catch(() => {});
  });

  const fromHash = () => { if (location.hash.length > 1) toggle(decodeURIComponent(location.hash.slice(1)), true); };
  window.addEventListener("hashchange", fromHash);
  fromHash();
})();

"use strict";
/* Search, and narrowing a list. Without this script all pages, lists and names are there; nothing else is loaded. */
(() => {
  const UNPARTED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々〆〇";
  const PART = new RegExp(`([${UNPARTED}][${UNPARTED}\\p{M}]*)|(?:(?![${UNPARTED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
  const MARKS = /[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u065f\u0670]|(?<![иу])\u0306/gu;
  const LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "ς": "σ"};

  /* The same as dialogues.names.tokens: what is written and what is asked for go one way. */
  const fold = (text) => {
    const small = text.normalize("NFKC").toLowerCase().normalize("NFKC").normalize("NFD").replace(MARKS, "").normalize("NFC");
    return Array.from(small, (letter) => LETTERS[letter] || letter).join("");
  };
  const tokens = (text) => {
    const found = [];
    for (const match of fold(text).matchAll(PART)) {
      const letters = Array.from(match[0]);
      if (match[1] === undefined) found.push(letters.slice(0, 60).join(""));
      else if (letters.length === 1) found.push(letters[0]);
      else for (let at = 0; at < letters.length - 1; at += 1) found.push(letters[at] + letters[at + 1]);
    }
    return found;
  };
  const shard = (token) => {
    const point = token.codePointAt(0);
    return point < 128 ? token[0] : `u${(point >> 8).toString(16).padStart(2, "0")}`;
  };

  const loaded = new Map();
  const load = (address) => {
    if (!loaded.has(address)) {
      loaded.set(address, fetch(address).then((answer) => {
        if (answer.status === 404) return null;
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.json();
      }));
    }
    return loaded.get(address);
  };

  /* Which records have a word, and how well: 2 where one is called so, 1 where it says so; all words must be there. */
  const ask = async (text, index) => {
    const asked = [...new Set(tokens(text.slice(0, 400)))].slice(0, 12);
    let found = null;
    for (const token of asked) {
      const words = (await load(`${index}${shard(token)}.json`)) || {};
      const weights = new Map();
      const add = (word, whole) => {
        for (const number of words[word]) {
          const weight = (number < 0 ? 4 : 1) + (whole ? 2 : 0);
          const at = number < 0 ? ~number : number;
          weights.set(at, Math.max(weight, weights.get(at) || 0));
        }
      };
      if (Object.hasOwn(words, token)) add(token, true);
      if (token.length > 2) for (const word of Object.keys(words)) if (word !== token && word.startsWith(token)) add(word, false);
      if (token.length === 1 && !/[a-z0-9]/.test(token)) for (const word of Object.keys(words)) if (word.startsWith(token)) add(word, false);
      const before = found;
      found = new Map();
      for (const [at, weight] of weights) if (before === null || before.has(at)) found.set(at, weight + (before === null ? 0 : before.get(at)));
    }
    return [...(found || [])].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  };

  const show = async (form, box) => {
    const text = form.elements.q.value.trim();
    const names = document.getElementById("names");
    box.replaceChildren();
    names.hidden = false;
    if (!text) return;
    const told = document.createElement("p");
    box.append(told);
    try {
      const found = await ask(text, form.dataset.index);
      if (form.elements.q.value.trim() !== text) return;
      const list = document.createElement("ol");
      list.className = "rows";
      for (const [at] of found.slice(0, 100)) {
        const records = await load(`${form.dataset.records}records-${Math.floor(at / 500)}.json`);
        const [path, name, language, when, kind] = records[at % 500];
        const item = document.createElement("li");
        const time = document.createElement("span");
        const what = document.createElement("span");
        const link = document.createElement("a");
        const small = document.createElement("small");
        time.className = "when";
        what.className = "what";
        time.textContent = when;
        link.href = form.dataset.root + path;
        link.textContent = name;
        if (language !== null) link.lang = language;
        small.textContent = kind;
        what.append(link, small);
        item.append(time, what);
        list.append(item);
      }
      told.textContent = found.length ? box.dataset.some.replace("{number}", String(found.length)) : box.dataset.none;
      names.hidden = found.length > 0;
      box.append(list);
    } catch (problem) {
      told.textContent = box.dataset.failed;
      for (const each of names.querySelectorAll("details")) each.open = true;
    }
  };

  const form = document.querySelector("form[data-index]");
  if (form) {
    const box = document.getElementById("found");
    let wait = 0;
    form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const address = new URL(location.href);
      address.searchParams.set("q", form.elements.q.value);
      history.replaceState(null, "", address);
      show(form, box);
    });
    form.elements.q.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => show(form, box), 150);
    });
    show(form, box);
  }

  for (const list of document.querySelectorAll("[data-narrow]")) {
    const items = [...list.querySelectorAll(".rows > li")];
    if (items.length < 8) continue;
    const field = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const none = document.createElement("p");
    field.className = "narrow";
    label.textContent = list.dataset.narrow;
    input.type = "search";
    input.id = "narrow";
    label.htmlFor = input.id;
    none.textContent = list.dataset.none;
    none.setAttribute("role", "status");
    none.hidden = true;
    field.append(label, input, none);
    list.prepend(field);
    const texts = items.map((item) => ` ${tokens(item.textContent).join(" ")}`);
    input.addEventListener("input", () => {
      const words = tokens(input.value);
      let left = 0;
      items.forEach((item, at) => {
        item.hidden = !words.every((word) => texts[at].includes(` ${word}`));
        left += item.hidden ? 0 : 1;
      });
      none.hidden = left > 0;
    });
  }
})();

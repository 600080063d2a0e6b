// The chat: sends a message, and shows tool calls and pieces of the reply as they come.
import { token } from "../send.js";

export function mount(chat, signal) {
  const form = chat.querySelector("form");
  chat.steps = JSON.parse(chat.dataset.steps);
  chat.querySelectorAll(".messages > .assistant").forEach((reply) => show(reply, reply.querySelector("bdi").textContent));
  unlink(chat, chat.dataset.gone.split(","));
  chat.addEventListener("ask", ({ detail }) => say(chat, form, detail), { signal });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const text = form.message.value.trim();
    if (text) say(chat, form, text);
  }, { signal, capture: true });
  form.message.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  }, { signal });
  chat.addEventListener("click", ({ target }) => target.dataset?.say && say(chat, form, target.dataset.say), { signal });
}

async function say(chat, form, text) {
  const messages = chat.querySelector(".messages");
  chat.querySelector(".empty")?.remove();
  chat.querySelectorAll(".answers").forEach((answers) => answers.remove());
  add(messages, "user", text);
  const reply = add(messages, "assistant", chat.dataset.thinking);
  form.message.value = "";
  form.querySelector("button").disabled = true;
  try {
    let proposed = false;
    let pieces = "";
    messages.ariaBusy = "true"; // the reply is announced as a whole
    for await (const [name, data] of turn(form, text)) {
      if (name === "tool_call") step(reply, data, chat.steps);
      else if (name === "tool_result") {
        proposed ||= data.outcome === "proposed";
        finish(reply, data, chat.steps, chat.dataset[data.outcome]);
      } else if (name === "delta") reply.querySelector("bdi").textContent = pieces += data.text;
      else if (name === "reply") {
        form.conversation.value = data.conversation_id;
        form.dispatchEvent(new CustomEvent("conversation", { detail: data.conversation_id, bubbles: true }));
        show(reply, data.reply);
        if (proposed) offer(reply, [["yes", chat.dataset.yes], ["no", chat.dataset.no]]);
      } else if (name === "changed") {
        if (data.undoable) offer(reply, [["undo", chat.dataset.undo]]);
        unlink(chat, data.gone);
      }
      else if (name === "error") show(reply, data.detail);
    }
  } catch {
    show(reply, document.body.dataset.offline);
    form.message.value = text;
  }
  messages.ariaBusy = "false";
  form.querySelector("button").disabled = false;
  reply.scrollIntoView({ block: "nearest" });
}

async function* turn(form, message) {
  const body = new URLSearchParams({ message, conversation: form.conversation.value });
  const headers = { "X-CSRF-Token": token(), Accept: "application/json" };
  const response = await fetch("/chat/stream", { method: "POST", headers, body });
  if (!response.ok) {
    const answer = await response.json().catch(() => ({}));
    yield ["error", { detail: answer.message ?? response.statusText }];
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
      if (name) yield [name, JSON.parse(data)];
    }
  }
}

function add(messages, role, text) {
  const item = document.createElement("li");
  item.className = role;
  const shown = document.createElement("bdi");
  shown.textContent = text;
  item.append(shown);
  messages.append(item);
  item.scrollIntoView({ block: "nearest" });
  return item;
}

function step(reply, { name }, steps) {
  const line = document.createElement("p");
  line.className = "hint";
  line.dataset.step = name;
  line.textContent = `${steps[name] ?? name} …`;
  reply.querySelector("bdi").before(line);
}

function finish(reply, { name }, steps, outcome) {
  const line = reply.querySelector(`[data-step="${CSS.escape(name)}"]`);
  if (!line) return;
  line.textContent = `${steps[name] ?? name}: ${outcome}`;
  delete line.dataset.step;
}

// Mentions of records become links. They are made of text nodes: a reply holds what people have written.
const RECORD = /\b(candidate|job) #(\d+)/gi;

function show(reply, text) {
  const shown = reply.querySelector("bdi");
  shown.replaceChildren();
  let end = 0;
  for (const found of text.matchAll(RECORD)) {
    const link = document.createElement("a");
    link.href = `/${found[1].toLowerCase()}s/${found[2]}`;
    link.textContent = found[0];
    link.setAttribute("hx-nonce", document.body.getAttribute("hx-nonce")); // it replaces the page beside the chat
    shown.append(text.slice(end, found.index), link);
    end = found.index + found[0].length;
  }
  shown.append(text.slice(end));
  window.htmx.process(shown);
}

// Records that were deleted have no page to lead to.
function unlink(chat, gone) {
  for (const link of chat.querySelectorAll(".messages a")) {
    if (gone.includes(link.textContent.toLowerCase())) link.replaceWith(link.textContent);
  }
}

// Buttons that say a word to the agent.
function offer(reply, words) {
  const answers = document.createElement("p");
  answers.className = "answers";
  for (const [word, label] of words) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.say = word;
    button.textContent = label;
    answers.append(button);
  }
  reply.append(answers);
}

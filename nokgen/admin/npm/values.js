// The text of a file goes in, its values for the form come out, and the other way round.
//
// Values stay the texts that people typed, as nokgen itself reads them: `1.10` does not become 1.1,
// and an INN keeps its zeros. Sveltia CMS joins keys by dots, so a key like `1.1` is shown to it as
// `1_1`. What the form did not change stays as it stands, with the comments beside it: the text
// that was read goes along as a value of its own.

import { isMap, isScalar, isSeq, parse, parseDocument, Scalar, stringify } from "yaml";

// Every scalar is a text.
const TEXTS = { schema: "failsafe" };
// As near to `nokgen fmt` as this goes, so that a request shows what was changed and nothing else.
const STYLE = { lineWidth: 96, flowCollectionPadding: false };
const SOURCE = "_source";
// What tells one item of a list from the others.
const NAMES = ["id", "inn"];
const PAGE = /^---\n(?<head>.*?)\n?---(?:\n(?<body>.*))?$/su;

/** The values of a record. */
export function read(text) {
  const values = renamed(parse(text, TEXTS) ?? {}, (key) => key.replaceAll(".", "_"));
  return { ...values, [SOURCE]: text };
}

/** The text of a record, without what was left empty. */
export function write({ [SOURCE]: source, ...values }) {
  const whole = renamed(filled(values) ?? {}, (key) => key.replace(/^(\d)_(\d)$/u, "$1.$2"));
  return (source && mended(source, whole)) || stringify(whole, STYLE);
}

/** The values of a page in Markdown; its text is the `body`. */
export function readPage(text) {
  const { head, body } = PAGE.exec(text)?.groups ?? { head: "", body: text };
  return { ...read(head), body: body ?? "" };
}

/** The text of a page in Markdown. */
export function writePage({ body, ...head }) {
  return `---\n${write(head)}---\n\n${(body ?? "").trim()}\n`;
}

function renamed(value, name) {
  if (Array.isArray(value)) return value.map((item) => renamed(item, name));
  if (value === null || typeof value !== "object") return value;
  const pairs = Object.entries(value).map(([key, item]) => [name(key), renamed(item, name)]);
  return Object.fromEntries(pairs);
}

/** The same without what was left empty; undefined when nothing is left. */
function filled(value) {
  if (Array.isArray(value)) {
    const items = value.map(filled).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value).map(([key, item]) => [key, filled(item)]);
    const kept = pairs.filter(([, item]) => item !== undefined);
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
  }
  if (value === undefined || value === null || String(value).trim() === "") return undefined;
  // The folder of attachments is named from that of the municipality.
  return String(value).replace(/^\/(?=documents\/.*[^/]$)/u, "");
}

/** The source with the values put into it; undefined if it would not say just these. */
function mended(source, values) {
  const document = parseDocument(source, TEXTS);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  document.contents = merged(document.contents, values);
  const text = document.toString(STYLE);
  return same(parse(text, TEXTS), values) ? text : undefined;
}

/** A part of the source that says `value`, made of the `node` that stood there if it fits. */
function merged(node, value) {
  if (Array.isArray(value)) {
    const left = isSeq(node) ? [...node.items] : [];
    const items = value.map((item, index) => merged(taken(left, item, index), item));
    return isSeq(node) ? Object.assign(node, { items }) : made(value);
  }
  if (typeof value === "object") {
    if (!isMap(node)) return made(value);
    node.items = node.items.filter(({ key }) => key.value in value);
    for (const [key, item] of Object.entries(value)) node.set(key, merged(node.get(key, true), item));
    return node;
  }
  if (!isScalar(node)) return made(value);
  if (node.value === value) return node;
  const isPlainNumber = node.type === Scalar.PLAIN && /^-?[\d.]+$/u.test(value);
  // What stood without quotes is no text that needs them.
  const part = isPlainNumber ? new Scalar(value) : made(value);
  return Object.assign(part, { comment: node.comment, commentBefore: node.commentBefore });
}

/** The item that said this before: by its name, else in its place. */
function taken(items, value, index) {
  const name = NAMES.find((each) => value?.[each] !== undefined);
  if (name === undefined) return items[index];
  return items.find((item) => isMap(item) && item.get(name) === value[name]);
}

/** New parts, with quotes where a reader would not take a text for one. */
function made(value) {
  return parseDocument(stringify(value, STYLE), TEXTS).contents;
}

function same(one, other) {
  if (one === null || typeof one !== "object") return one === other;
  if (other === null || typeof other !== "object" || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}

/** What runs when it is taken for code; `ran` is a property that the page must never have. */
const RUN = 'window.ran=1';

const SHAPES: readonly ((code: string) => string)[] = [
  (code) => `<script>${code}</script>`,
  (code) => `<img src=x onerror="${code}">`,
  (code) => `<svg/onload=${code}>`,
  (code) => `<svg><animate onbegin=${code} attributeName=x dur=1s>`,
  (code) => `<iframe srcdoc="<script>parent.${code}</script>"></iframe>`,
  (code) => `<details open ontoggle=${code}>`,
  (code) => `<a href="javascript:${code}">click</a>`,
  (code) => `<math><mtext></mtext><img src=x onerror=${code}></math>`,
  (code) => `<style>@import 'javascript:${code}';*{display:none}</style>`,
  (code) => `<link rel=stylesheet href="data:text/css,*{display:none}"><b>${code}</b>`,
  (code) => `<base href="https://evil.example/"><form action="javascript:${code}"><button>x`,
  (code) => `<input autofocus onfocus=${code}>`,
  (code) => `<object data="javascript:${code}"></object>`,
  (code) => `javascript:${code}`,
  (code) => `{{constructor.constructor('${code}')()}}`,
  (code) => `\${${code}}`,
  (code) => `<%= ${code} %>`,
  (code) => `=HYPERLINK("javascript:${code}")`,
  (code) => `@SUM(1+1)*cmd|'/c ${code}'!A0`,
  (code) => `{"__proto__":{"ran":"${code}"}}`,
];
const WRAPS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `"'>${text}`,
  (text) => `</td></tr></table>${text}`,
  (text) => `--> ${text} <!--`,
  (text) => `]]>${text}`,
  (text) => `\u202e${text}`,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll('<', '&lt;<'),
  (text) => `constructor ${text}`,
  (text) => `${'A'.repeat(300)}${text}`,
];

/** Two hundred texts that a careless page would run, follow or be broken by. */
export const HOSTILE_TEXTS: readonly string[] = WRAPS.flatMap((wrap) =>
  SHAPES.map((shape) => wrap(shape(RUN))),
);

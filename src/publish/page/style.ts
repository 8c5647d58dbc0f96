/** The style sheet of the page. Blue and orange differ little in lightness: shape and place carry the meaning. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--card:#f6f7f9;--text:#1a1d21;--muted:#596069;--blue:#1f5fa8;--pale:#bcd0e8;--orange:#8a4b00;--line:#dfe3e8}
@media(prefers-color-scheme:dark){:root{--bg:#14171b;--card:#1d2127;--text:#e9ecef;--muted:#a3abb5;--blue:#7fb4f0;--pale:#33506f;--orange:#f0b26b;--line:#31373f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:70rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
header{padding-top:1.25rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;font-size:.875rem;color:var(--muted)}
.links{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
h1,h2,h3{line-height:1.2;text-wrap:balance;font-weight:650}
h1{font-size:clamp(1.5rem,1.1rem + 1.9vw,2.25rem);letter-spacing:-.02em;margin:1.5rem 0 .5rem}
h2{font-size:1.375rem;letter-spacing:-.01em;margin:0 0 .5rem}
h3{font-size:1rem;margin:2rem 0 .25rem}
section{margin:3.5rem 0}
p{margin:.5rem 0;max-width:44rem;text-wrap:pretty}
ul{padding-left:1.25rem}
a{color:var(--blue);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.14em}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px;border-radius:3px}
small{font-size:.8125rem;color:var(--muted);font-weight:400}
i{font-style:normal;color:var(--muted)}
.note{font-size:.875rem;color:var(--muted)}
.lede{font-size:1.0625rem;max-width:52rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.reuse{font-size:.9375rem;max-width:none}
.first{display:grid;grid-template:auto 1fr/minmax(0,1.25fr) minmax(0,1fr);column-gap:2.5rem;margin:1.25rem 0 2.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}
.total{margin:0}
.total h2{margin:0;font-size:1.125rem;font-weight:400;line-height:1.3}
.total b{font-size:clamp(1.5rem,1.1rem + 1.3vw,1.75rem);font-weight:650;letter-spacing:-.02em}
.plot{position:relative;margin:1.25rem 0 1.75rem 3.75rem}
.plot svg{height:14rem}
.plot span{position:absolute;font-size:.75rem;line-height:1;color:var(--muted)}
.plot .y{right:100%;margin:0 .5rem -.375rem 0;white-space:nowrap}
.plot .x{top:100%;padding:.5rem 0 0 .3rem;white-space:nowrap}
.plot .end{right:0}
.caption{grid-area:2/1}
.told{grid-area:1/2/span 2;margin:0}
.told div{padding:.7rem 0;border-top:1px solid var(--line)}
.told div:first-child{padding-top:.2rem;border-top:0}
.told dt{font-size:.8125rem;font-weight:600;color:var(--muted)}
.told dd{margin:.1rem 0 0;text-wrap:pretty}
.reading ul{list-style:none;padding:0;margin:.5rem 0 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:.4rem 2rem;font-size:.875rem;color:var(--muted)}
.reading li{display:grid;grid-template-columns:1.75rem 1fr;gap:.75rem;align-items:start}
.reading li>span{text-align:center;white-space:nowrap}
.reading svg{height:1.1rem;margin-top:.1rem}
svg{display:block;width:100%;height:3.75rem;overflow:visible}
svg path{vector-effect:non-scaling-stroke;fill:none;stroke-width:1}
svg .m{stroke:var(--blue);stroke-width:1.5}
svg .b{fill:var(--blue)}
svg .p{fill:var(--pale);stroke:var(--blue)}
svg .l{stroke:var(--blue);stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
svg .h,svg .w{stroke:var(--muted)}
svg .g{stroke:var(--orange)}
svg .d{stroke:var(--orange);stroke-width:4}
svg .a{stroke:var(--line)}
svg .o{stroke:var(--bg);stroke-width:5}
svg .k{stroke:var(--text);stroke-dasharray:4 3}
table{border-collapse:collapse}
th{font-weight:400;text-align:left}
.feat,.feat>thead,.feat>tbody{display:block}
.feat{margin-top:1.25rem}
.feat>thead>tr,.feat>tbody>tr{display:grid;grid-template-columns:minmax(0,16rem) minmax(0,1fr) 6.5rem 7rem 5rem 1.5rem;column-gap:1.5rem;align-items:center;position:relative}
.feat>thead>tr{font-size:.8125rem;line-height:1.35;color:var(--muted);align-items:end;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
.feat>thead small{display:block}
.feat>tbody>tr{padding:.6rem 0;border-bottom:1px solid var(--line)}
.feat>tbody>tr:target{background:var(--card)}
.feat>thead>tr>th:nth-child(n+3),.feat>tbody>tr>td:nth-child(n+3):not(:last-child){text-align:right}
.feat>tbody>tr>th{font-weight:600;line-height:1.35}
.feat small{font-weight:400}
.feat>tbody>tr>th small{display:block;margin-top:.1rem}
.t{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.feat b{font-size:1.0625rem;font-weight:650}
.feat svg{height:2.25rem}
.feat>tbody>tr>td small{display:block;line-height:1.2}
.feat>tbody>tr>td:last-child{grid-column:1/-1}
.up,.down{font-weight:600}
.same{color:var(--muted)}
.e{display:block;border-top:3px solid var(--orange);margin:.15rem 0 0 auto;min-width:2px}
summary{cursor:pointer}
.feat summary{position:absolute;right:0;top:.6rem;width:1.75rem;height:2.25rem;list-style:none;text-align:center;line-height:2.25rem;color:var(--muted)}
.feat summary::-webkit-details-marker{display:none}
.feat summary::before{content:"▸"}
.feat [open]>summary::before{content:"▾"}
.feat summary:hover{color:var(--text)}
.rest>summary{padding:.9rem 0;border-bottom:1px solid var(--line)}
.rest>summary>span{font-weight:600;color:var(--blue)}
.rest .feat{margin-top:.5rem}
.scroll{overflow-x:auto;overflow-wrap:normal}
.feat .scroll table{font-size:.8125rem;margin:.5rem 0 0}
.feat .scroll td,.feat .scroll thead th{text-align:right}
.feat .scroll td,.feat .scroll th{padding:.15rem .5rem;white-space:nowrap}
.feat .scroll tbody tr:nth-child(odd){background:var(--card)}
.feat .scroll th{color:var(--muted);font-weight:400}
.names,.gaps{columns:auto 15rem;column-gap:2rem;padding-left:1.1rem}
.names li,.gaps li{break-inside:avoid}
.plain{width:100%;font-size:.9375rem;margin-top:.75rem}
.plain caption{text-align:left;font-weight:600;padding-bottom:.4rem}
.plain th,.plain td{padding:.35rem 1.25rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.plain thead th{font-size:.8125rem;color:var(--muted);vertical-align:bottom}
.plain .n{text-align:right;white-space:nowrap}
.plain td a{white-space:nowrap}
.fates{margin-top:1.5rem}
.fates .w{width:45%;padding-right:0}
.bar{display:block;border-top:.5rem solid var(--blue);margin-top:.5rem;min-width:1px}
.cross .n{min-width:5.5rem}
.cross td .bar{border-top-width:3px;margin:.2rem 0 0 auto}
.cross tbody th{min-width:11rem;font-weight:600}
.cross thead .n{white-space:normal}
.documents{list-style:none;padding:0;columns:auto 22rem;column-gap:2.5rem;font-size:.9375rem}
.documents li{break-inside:avoid;margin-bottom:.3rem;color:var(--muted)}
blockquote{margin:.5rem 0;padding:.75rem 1.1rem;background:var(--card);border-radius:.6rem;max-width:44rem}
footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:3rem;font-size:.875rem;color:var(--muted)}
@media(max-width:56rem){
.first{display:block;padding-top:1.25rem}
.told{margin-top:1rem}
}
@media(max-width:56rem),print{
.feat>thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.feat{border-top:1px solid var(--line)}
.feat>tbody>tr{grid-template:none/1fr 1fr 1.5rem;column-gap:1rem;row-gap:.35rem;break-inside:avoid}
.feat>tbody>tr>th{grid-area:1/1/auto/span 2}
.feat>tbody>tr>td:nth-child(2){grid-area:2/1/auto/-1}
.feat>tbody>tr>td:nth-child(3){grid-area:3/1}
.feat>tbody>tr>td:nth-child(4){grid-area:3/2}
.feat>tbody>tr>td:nth-child(5){grid-area:4/1}
.feat>tbody>tr>td:nth-child(n+3):not(:last-child){text-align:left;align-self:start}
.feat>tbody>tr>td:nth-child(3)::before{content:var(--f)}
.feat>tbody>tr>td:nth-child(4)::before{content:var(--c)}
.feat>tbody>tr>td:nth-child(5)::before{content:var(--e)}
.feat>tbody>tr>td:nth-child(n+3):not(:last-child)::before{display:block;font-size:.75rem;font-weight:400;color:var(--muted)}
.feat>tbody>tr>td:nth-child(5):has(>i){display:none}
.e{margin-left:0;max-width:8rem}
.plain{font-size:.875rem}
.fates .w{width:25%}
}
@media(max-width:44rem){
.plot svg{height:8.5rem}
.plot{margin-left:3.5rem}
.lede{font-size:1rem}
}
@media print{
:root{--bg:#fff;--card:#fff;--text:#000;--muted:#444;--blue:#1f5fa8;--pale:#bcd0e8;--orange:#8a4b00;--line:#bbb}
html{font-size:10pt}
header,main,footer{max-width:none;padding:0}
h1{margin-top:1rem}
.links{display:none}
section{margin:1.75rem 0}
h2,h3,caption,.note:has(+table){break-after:avoid}
blockquote{border:1px solid var(--line)}
.feat>tbody>tr{grid-template-columns:minmax(0,1fr) 6.5rem 6.5rem 5.5rem;padding:.6rem 0 .4rem}
.feat>tbody>tr>th{grid-area:1/1}
.feat>tbody>tr>td:nth-child(3){grid-area:1/2}
.feat>tbody>tr>td:nth-child(4){grid-area:1/3}
.feat>tbody>tr>td:nth-child(5){grid-area:1/4}
.t{display:block}
tr,li{break-inside:avoid}
.rest::details-content,.feat:not(.many) details::details-content{content-visibility:visible;display:block;height:auto}
.feat summary{display:none}
.scroll{overflow:visible}
}
`

/** What a page has besides on which the operator speaks. */
export const STYLE_OF_VOICE = `
.first{grid-template-rows:auto auto 1fr}
.told{grid-row-end:span 3}
.events{grid-area:3/1;list-style:none;padding:0;margin:.75rem 0 0}
.events li{margin:.3rem 0}
.v,.plot .v{display:inline-block;min-width:1.1rem;padding:0 .15rem;border:1px solid var(--muted);border-radius:.55rem;background:var(--bg);color:var(--text);font-size:.6875rem;line-height:1rem;text-align:center;white-space:nowrap}
.plot .v,td>.v{position:absolute;transform:translateX(-50%)}
.feat>tbody>tr>td:nth-child(2){position:relative}
.feat>tbody>tr>td>.v{margin-top:-.45rem}
svg .n{stroke:var(--muted);stroke-dasharray:2 3}
`

/** What a page has besides whose features are told by family: the columns are named once. */
export const STYLE_OF_FAMILIES = `
h3 small{display:inline-block}
.rest>div{scroll-margin-top:5rem}
h3~h3+.feat{border-top:1px solid var(--line)}
h3~h3+.feat>thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`

/** What a page of running text has besides. */
export const STYLE_OF_TEXTS = `
.text section{margin:2.5rem 0}
.contents{display:block;margin:1.25rem 0 0;padding:.9rem 0;border:solid var(--line);border-width:1px 0;font-size:.9375rem}
.contents ul{list-style:none;margin:0;padding:0;columns:auto 15rem;column-gap:2rem}
.contents li{break-inside:avoid;padding:.15rem 0}
code{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--card);padding:.1em .25em;border-radius:.25em}
pre{margin:.75rem 0;white-space:pre-wrap;padding:.75rem 1.1rem;background:var(--card);border-radius:.6rem}
pre code{padding:0;background:none}
.text li{max-width:44rem;margin:.35rem 0}
.text .scroll{margin:.75rem 0}
.text td:nth-child(2){min-width:13rem}
@media print{
.contents{display:none}
pre{border:1px solid var(--line)}
}
`

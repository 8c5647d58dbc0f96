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
h1{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.6rem);letter-spacing:-.02em;margin:2.75rem 0 .75rem}
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
.lede{font-size:1.125rem;max-width:46rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1.25rem;max-width:none}
.buttons a{padding:.4rem .9rem;border:1px solid var(--blue);border-radius:999px;text-decoration:none;font-size:.9375rem}
.buttons a:hover{background:var(--card)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:.75rem;margin:2rem 0 0}
.tiles div{background:var(--card);border-radius:.6rem;padding:.9rem 1.1rem 1rem}
.tiles dt{font-size:.8125rem;color:var(--muted)}
.tiles dd{margin:.2rem 0 0}
.tiles b{display:block;font-size:1.25rem;line-height:1.25;font-weight:650;letter-spacing:-.01em}
.tiles span{display:block;font-size:.875rem;color:var(--muted);margin-top:.15rem}
.reading{margin-bottom:-1.5rem}
.reading h2{font-size:1rem}
.reading ul{list-style:none;padding:0;margin:.5rem 0 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:.4rem 2rem;font-size:.875rem;color:var(--muted)}
.reading li{display:grid;grid-template-columns:1.75rem 1fr;gap:.75rem;align-items:start}
.reading li>span{text-align:center;white-space:nowrap}
.reading svg{height:1.1rem;margin-top:.1rem}
svg{display:block;width:100%;height:3.75rem;overflow:visible}
svg path{vector-effect:non-scaling-stroke;fill:none;stroke-width:1}
svg .b{fill:var(--blue)}
svg .p{fill:var(--pale);stroke:var(--blue)}
svg .l{stroke:var(--blue);stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
svg .h{stroke:var(--muted)}
svg .g{stroke:var(--orange)}
svg .d{stroke:var(--orange);stroke-width:4}
svg .a{stroke:var(--line)}
svg .o{stroke:var(--bg);stroke-width:5}
svg .k{stroke:var(--text);stroke-dasharray:4 3}
table{border-collapse:collapse}
th{font-weight:400;text-align:left}
.feat,.feat>thead,.feat>tbody{display:block}
.feat{margin-top:1.25rem}
.feat>thead>tr,.feat>tbody>tr{display:grid;grid-template-columns:minmax(0,12.5rem) minmax(0,1fr) 6.5rem 6.5rem 5.5rem;grid-template-rows:auto 1fr;column-gap:1.75rem;align-items:start}
.feat>thead>tr{font-size:.8125rem;line-height:1.35;color:var(--muted);align-items:end;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
.feat>thead small{display:block}
.feat>tbody>tr{padding:1rem 0 .6rem;border-bottom:1px solid var(--line)}
.feat>thead>tr>th:nth-child(n+3),.feat [data-of]{text-align:right}
.feat>tbody>tr>th{grid-row:1/3;font-weight:600;line-height:1.35}
.feat>tbody>tr>th small{display:block;margin-top:.15rem}
.feat b{display:block;font-size:1.125rem;line-height:1.3;font-weight:650}
.feat td:nth-child(4) b{font-weight:400}
.feat>tbody>tr>td small{display:block}
.feat>tbody>tr>td small.ax{display:flex;justify-content:space-between;gap:.75rem;font-size:.75rem}
.feat>tbody>tr>td:last-child{grid-column:2/-1}
.up,.down{font-weight:600}
.same{color:var(--muted)}
.many svg{height:2rem}
.many>tbody>tr{padding:.6rem 0 .3rem}
details{margin-top:.15rem}
summary{cursor:pointer;width:max-content;font-size:.8125rem;color:var(--muted)}
summary:hover{color:var(--text)}
.scroll{overflow-x:auto;overflow-wrap:normal}
details table{font-size:.8125rem;margin:.5rem 0 0}
details td,details thead th{text-align:right}
details td,details th{padding:.15rem .5rem;white-space:nowrap}
details tbody tr:nth-child(odd){background:var(--card)}
details thead th,details tbody th{color:var(--muted)}
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
@media(max-width:44rem),print{
.feat>thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.feat{border-top:1px solid var(--line)}
.feat>tbody>tr{grid-template:none/1fr 1fr;column-gap:1rem;row-gap:.35rem;break-inside:avoid}
.feat>tbody>tr>th{grid-area:1/1}
.feat>tbody>tr>td:nth-child(3){grid-area:1/2}
.feat>tbody>tr>td:nth-child(2),.feat>tbody>tr>td:last-child{grid-column:1/-1}
.feat [data-of]:nth-child(5){grid-area:3/1;text-align:left}
.feat [data-of]:nth-child(4){grid-area:3/2}
.feat [data-of]::before{content:attr(data-of);display:block;font-size:.75rem;color:var(--muted)}
.tiles{grid-template-columns:1fr 1fr;gap:.5rem}
.tiles div{padding:.7rem .8rem .8rem}
.tiles b{font-size:1.125rem}
.plain{font-size:.875rem}
.fates .w{width:25%}
}
@media print{
:root{--bg:#fff;--card:#fff;--text:#000;--muted:#444;--blue:#1f5fa8;--pale:#bcd0e8;--orange:#8a4b00;--line:#bbb}
html{font-size:10pt}
header,main,footer{max-width:none;padding:0}
h1{margin-top:1rem}
.buttons,.links{display:none}
section,.reading{margin:1.75rem 0}
h2,h3,caption,.note:has(+table){break-after:avoid}
.tiles{grid-template-columns:repeat(4,1fr)}
.tiles div,blockquote{border:1px solid var(--line)}
.feat>tbody>tr{grid-template-columns:minmax(0,1fr) 6.5rem 6.5rem 5.5rem;padding:.6rem 0 .4rem}
.feat [data-of]:nth-child(5){grid-area:1/4;text-align:right}
.feat [data-of]:nth-child(4){grid-area:1/3}
tr,li{break-inside:avoid}
.feat:not(.many) details::details-content{content-visibility:visible;display:block;height:auto}
.feat>tbody>tr:nth-child(n+2) details .note,summary{display:none}
.scroll{overflow:visible}
}
`

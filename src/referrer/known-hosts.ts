import type { Referrer } from '../domain/dictionary.ts'

/** Hosts whose kind is known. Each stands for its subdomains too, unless a longer entry says otherwise. */
export const KNOWN_HOSTS: readonly (readonly [Referrer, string])[] = [
  ...hostsOf(
    'search',
    // Engines that people in France use, then the largest elsewhere. Yahoo and AOL are told by their search hosts.
    `bing.com duckduckgo.com qwant.com ecosia.org lilo.org search.brave.com kagi.com startpage.com mojeek.com
    swisscows.com presearch.com metager.de metager.org ask.com dogpile.com search.aol.com
    recherche.aol.fr lemoteur.orange.fr search.yahoo.com search.yahoo.co.jp ya.ru go.mail.ru baidu.com sogou.com so.com
    sm.cn search.seznam.cz search.naver.com search.daum.net coccoc.com petalsearch.com`,
    // Assistants that answer questions and name their sources.
    'chatgpt.com perplexity.ai copilot.microsoft.com claude.ai chat.mistral.ai chat.deepseek.com',
    domainsOf('yandex', 'com ru by kz uz com.tr eu'),
    domainsOf(
      'google',
      `com ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn cv cz de dj dk dm dz ee es fi fm
      fr ga ge gg gl gm gp gr gy hn hr ht hu ie im iq is it je jo kg ki kz la li lk lt lu lv md me mg mk ml mn mu mv mw ne
      nl no nr nu pl pn ps pt ro rs ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt vu ws co.ao co.bw co.ck co.cr
      co.id co.il co.in co.jp co.ke co.kr co.ls co.ma co.mz co.nz co.th co.tz co.ug co.uk co.uz co.ve co.vi co.za co.zm
      co.zw com.af com.ag com.ar com.au com.bd com.bh com.bn com.bo com.br com.bz com.co com.cu com.cy com.do com.ec
      com.eg com.et com.fj com.gh com.gi com.gt com.hk com.jm com.kh com.kw com.lb com.ly com.mm com.mt com.mx com.my
      com.na com.ng com.ni com.np com.om com.pa com.pe com.pg com.ph com.pk com.pr com.py com.qa com.sa com.sb com.sg
      com.sl com.sv com.tj com.tr com.tw com.ua com.uy com.vc com.vn`,
    ),
  ),
  // Mail and documents of the companies above: a link that somebody was sent, not a search.
  ...hostsOf(
    'other',
    `mail.google.com docs.google.com drive.google.com sites.google.com classroom.google.com calendar.google.com
    groups.google.com chat.google.com meet.google.com accounts.google.com mail.yandex.ru`,
  ),
  ...hostsOf(
    'social',
    `facebook.com fb.com fb.me messenger.com m.me instagram.com threads.net threads.com whatsapp.com wa.me t.co
    twitter.com x.com linkedin.com lnkd.in reddit.com redd.it youtube.com youtu.be youtube-nocookie.com tiktok.com
    snapchat.com pin.it telegram.org telegram.me t.me discord.com discord.gg discordapp.com bsky.app bsky.social
    tumblr.com twitch.tv dailymotion.com quora.com nextdoor.com nextdoor.fr vk.com ok.ru weibo.com weibo.cn
    news.ycombinator.com`,
    `mastodon.social mastodon.online mstdn.social mamot.fr piaille.fr framapiaf.org mastodon.zaclys.com
    toot.aquilenet.fr h4.io fosstodon.org mas.to hachyderm.io infosec.exchange lemmy.world jlai.lu`,
    domainsOf('pinterest', 'com fr de es it pt ca ch at ie nz se dk jp cl co.uk co.kr com.au com.mx'),
  ),
  ...hostsOf(
    'public',
    // The State and its operators, social protection, the assemblies, the institutions of the European Union.
    `gouv.fr service-public.fr vie-publique.fr europa.eu ameli.fr caf.fr cnaf.fr cnav.fr
    lassuranceretraite.fr info-retraite.fr msa.fr urssaf.fr securite-sociale.fr secu-independants.fr
    net-entreprises.fr francetravail.fr francetravail.org pole-emploi.fr pole-emploi.org cnsa.fr
    has-sante.fr sante.fr santepubliquefrance.fr monespacesante.fr aphp.fr inserm.fr`,
    `elysee.fr assemblee-nationale.fr senat.fr conseil-constitutionnel.fr conseil-etat.fr courdecassation.fr ccomptes.fr
    lecese.fr defenseurdesdroits.fr cnil.fr hatvp.fr arcep.fr arcom.fr amf-france.org autoritedelaconcurrence.fr cre.fr
    banque-france.fr caissedesdepots.fr banquedesterritoires.fr insee.fr ign.fr meteofrance.com meteofrance.fr bnf.fr
    ademe.fr cerema.fr anru.fr anses.fr brgm.fr onf.fr ofb.fr cnrs.fr inria.fr inrae.fr ird.fr cea.fr cnes.fr
    bpifrance.fr businessfrance.fr campusfrance.org pix.fr onisep.fr lescrous.fr cned.fr reseau-canope.fr fun-mooc.fr cnfpt.fr
    ugap.fr`,
    namesUnderFr(
      'ac-',
      `aix-marseille amiens besancon bordeaux caen clermont corse creteil dijon grenoble guadeloupe guyane lille limoges
      lyon martinique mayotte montpellier nancy-metz nantes nice normandie orleans-tours paris poitiers polynesie reims
      rennes reunion rouen spm strasbourg toulouse versailles`,
    ),
  ),
]

function hostsOf(referrer: Referrer, ...lists: readonly string[]): readonly (readonly [Referrer, string])[] {
  return wordsOf(lists.join(' ')).map((host) => [referrer, host] as const)
}

/** A company that has its name under many domains. */
function domainsOf(name: string, domains: string): string {
  return wordsOf(domains)
    .map((domain) => `${name}.${domain}`)
    .join(' ')
}

function namesUnderFr(prefix: string, names: string): string {
  return wordsOf(names)
    .map((name) => `${prefix}${name}.fr`)
    .join(' ')
}

function wordsOf(list: string): readonly string[] {
  return list.trim().split(/\s+/)
}

import type { AiPurpose, Client } from '../domain/dictionary.ts'

/**
 * What tells agents apart, for the metadata of datasets. A change of any of these is a break in the series of `client`,
 * `device`, `browser` and `os`.
 */
export const AGENT_LIST = { list: 'comptage', version: '2026-11', isbot: '5.2.3', uaParser: '1.0.41' } as const

/** Words that tell an ai-robot, as in CLIENT_WORDS, by what its maker says that it fetches pages for. */
export const AI_WORDS: readonly (readonly [AiPurpose, string])[] = [
  // A person asked a model something, and it looks.
  [
    'assistant',
    'chatgpt-user, ^openai/, chatgpt agent, claude-user, ^claude-code/, google-notebooklm, google-agent, gemini-deep-research',
  ],
  ['assistant', 'meta-externalfetcher, perplexity-user, mistralai-, manus-user, devin/'],
  // An index that a model, or an engine made of one, searches.
  [
    'search',
    'oai-searchbot, claude-searchbot, amzn-searchbot, azureai-searchbot, perplexitybot, google-cloudvertexbot',
  ],
  ['search', 'duckassistbot, youbot, andibot, phindbot, iaskspider, linerbot'],
  // Text to train models with, or to sell for that.
  ['training', 'gptbot, claudebot, claude-web, anthropic-ai, google-extended, applebot-extended, meta-externalagent'],
  [
    'training',
    'facebookbot, amazonbot, bedrockbot, mistralbot, cohere-, ccbot/, bytespider, tiktokspider, diffbot, ai2bot',
  ],
  [
    'training',
    'imagesiftbot, omgili, webzio-extended, pangubot, timpibot, deepseekbot, grokbot, icc-crawler, img2dataset',
  ],
  ['training', 'kangaroo bot, brightbot, velenpublicwebcrawler'],
]

/**
 * Words that tell a client, lower case, found anywhere in the agent; after `^` only at its start. The first client with a
 * word that is found decides: `Applebot-Extended` stands before `Applebot`, and curl as an UptimeRobot is a monitor.
 *
 * A new word is a break in the series of `client`: it goes with a new version of AGENT_LIST.
 */
export const CLIENT_WORDS: readonly (readonly [Client, readonly string[]])[] = [
  ['ai-robot', AI_WORDS.map(([, words]) => words)],
  [
    'search-robot',
    [
      'googlebot, storebot-google, bingbot, msnbot, applebot, duckduckbot, qwantify, qwantbot',
      'yahoo! slurp, (compatible; yandex, baiduspider, petalbot, sogou web spider, sogou pic spider',
      '360spider, haosouspider, yisouspider, seznambot, mojeekbot, exabot, coccocbot, yeti/, bravebot',
      'ecosiabot, ecosearchbot, presearchbot, kagibot, kagi-fetcher, mail.ru_bot, marginalia, swisscowsbot',
    ],
  ],
  [
    'monitor',
    [
      'uptimerobot, pingdom, statuscake, site24x7, updown.io, uptime-kuma, uptimia, better uptime bot, betterstack',
      'hetrixtools, nodeping, freshping, checkly, montastic, internetvista, iplabel, ip-label, catchpoint',
      'check_http, nagios, icinga, centreon, zabbix, prtg, ^monit/, munin, xymon, ^prometheus, blackbox exporter',
      'blackbox-exporter, blackbox_exporter, kube-probe, elb-healthchecker, amazon-route53-health-check, googlehc',
      'googlestackdrivermonitoring, cloudflare-healthchecks, edge health probe, consul health check, alwayson',
      'datadogsynthetics, datadog/synthetics, newrelicpinger, ruxitsynthetic, dynatrace, elastic-heartbeat',
    ],
  ],
  [
    'other-robot',
    [
      // Previews of shared links.
      'facebookexternalhit, facebookcatalog, facebot, twitterbot, slackbot, slack-imgproxy, ^whatsapp/',
      'telegrambot, linkedinbot, discordbot, redditbot, pinterestbot, skypeuripreview, bingpreview, vkshare',
      'mastodon/, pleroma, misskey/, bluesky cardyb, embedly, iframely, google-pagerenderer',
      // Search-engine optimisation, advertising.
      'ahrefs, semrush, siteauditbot, mj12bot, dotbot, rogerbot, dataforseobot, blexbot, serpstatbot',
      'barkrowler, screaming frog, oncrawl, botify, adsbot-google, mediapartners-google, googleother',
      // Archives; the BnF keeps the French legal deposit.
      'archive.org_bot, ia_archiver, heritrix, bnf.fr_bot, arquivo-web-crawler, special_archiver, httrack',
      // Scanners, crawling frameworks, driven browsers.
      'censysinspect, expanse, zgrab, nuclei, masscan, nmap, sqlmap, nikto, wpscan, l9explore, leakix',
      'scrapy, colly -, headlesschrome, phantomjs, puppeteer, playwright, selenium, chrome-lighthouse',
    ],
  ],
  [
    'machine',
    [
      // Feed and calendar readers.
      'feedly, freshrss, tiny tiny rss, netnewswire, inoreader, newsblur, miniflux, feedbin, theoldreader',
      'feedfetcher-google, liferea, akregator, newsboat, newsbeuter, quiterss, rssguard, rssowl, thunderbird/',
      '^reeder/, ^readkit, ^vienna/, feeddemon, bazqux, commafeed, selfoss, nextcloud-news, simplepie, magpierss',
      'feedparser, ^rome client, ^netvibes, ^flipboard/',
      // Map clients and servers.
      'qgis, arcgis, ^arcmap, mapproxy, ^openlayers, ^gdal, geoserver, mapserver, ^mapinfo, ^gvsig, ^udig, josm/',
      '^merkaartor, ^vespucci, ^streetcomplete, osmand, ^organic maps, ^oruxmaps, ^locus, googleearth/',
      '^mapbox, ^maplibre, ^cesium, ^fme/, ^global mapper, ^owslib',
      // Command lines and libraries, by language.
      '^curl/, libcurl, ^wget, ^httpie, ^xh/, ^aria2, powershell/, ^postmanruntime, ^insomnia/, ^bruno, ^hoppscotch',
      '^python, python-requests, python-urllib, urllib3, python-httpx, ^httpx, aiohttp, ^pycurl, ^mechanize',
      'okhttp, ^dalvik/, ^java/, ^java-http-client, apache-httpclient, apache-httpasyncclient, commons-httpclient',
      '^apache-cxf, ^apache cxf, ^jersey/, ^reactornetty, ^spring, ^ktor, ^unirest, ^jakarta, ^akka-http',
      'go-http-client, ^go 1, ^go-resty, ^fasthttp, ^reqwest, ^hyper/, ^ureq, ^rust',
      'libwww-perl, ^lwp, ^www-mechanize, ^http-tiny, ^perl, ^ruby, ^faraday, ^typhoeus, ^httparty, ^rest-client',
      '^http.rb, ^php, guzzlehttp, ^symfony, ^laravel, ^wordpress/, ^drupal',
      '^node, node-fetch, ^axios, ^undici, ^got (, ^got/, superagent, ^deno/, ^bun/, ^dart/',
      ' cfnetwork/, ^alamofire, ^restsharp, ^.net, ^httpclient, ^microsoft.data.mashup, winhttp, ^microsoft bits',
      '^microsoft office, ms-office, ^libreoffice, ^r (, ^r/, ^httr, r-curl, ^rcurl, ^rvest, ^julia, ^http.jl, ^matlab, ^stata',
      '^knime, ^talend, ^alteryx, ^tableau, ^power bi, ^apache-nifi, ^hackney',
    ],
  ],
]

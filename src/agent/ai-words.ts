import type { AiPurpose } from '../domain/dictionary.ts'

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

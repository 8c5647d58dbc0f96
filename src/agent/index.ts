export { AGENT_LIST } from './agent-words.ts'
export { AGENTS_REMEMBERED, createAgentClassifier } from './create-agent-classifier.ts'

export { AGENT_LIST } from './agent-list.ts'
export { AGENTS_REMEMBERED, createAgentClassifier } from './create-agent-classifier.ts'

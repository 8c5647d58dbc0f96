export { AGENT_LIST } from './agent-list.ts'
export { createAgentClassifier } from './create-agent-classifier.ts'

#!/usr/bin/env node
import { loadProgram } from './load-program.js'

const { main } = loadProgram().program
process.exitCode = await main(process.argv.slice(2))

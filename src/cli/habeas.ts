#!/usr/bin/env node
import 'reflect-metadata';
import { readConfig } from '../platform/index.js';
import { runHabeas } from './program.js';
import { processTerminal } from './terminal/terminal.js';

process.exitCode = await runHabeas(process.argv.slice(2), { terminal: processTerminal(), config: readConfig });

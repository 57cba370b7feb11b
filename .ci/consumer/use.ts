// What a stranger's program looks like; check-package compiles and runs it.
import { writeFileSync } from 'node:fs';

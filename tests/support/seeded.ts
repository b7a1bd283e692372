import * as fc from 'fast-check'

/*
 * The same cases in every run: a red test is then the change's doing, and can be run again. Other cases are tried on purpose, with
 * `DESKBELL_SEED=random` or a number of one's own.
 */
const asked = process.env['DESKBELL_SEED']
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 20_261_121) })

/** One for all: what one process has sealed in a store is opened by another. */
export const benchVaultKey = 'the vault key of the benchmark'

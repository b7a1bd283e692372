/*
 * Preloaded into a server under test: counts every fsync and fdatasync in a file that both processes map, and can make each one slower,
 * as a disk that keeps its promise is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static uint64_t *counter;
static long delay_us;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FSYNC_SHIM_COUNTER");
  const char *delay = getenv("FSYNC_SHIM_DELAY_US");
  delay_us = delay ? atol(delay) : 0;
  if (!path) return;
  int file = open(path, O_RDWR);
  if (file < 0) return;
  counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (counter == MAP_FAILED) counter = NULL;
  close(file);
}

static int call(const char *name, int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  if (counter) __atomic_add_fetch(counter, 1, __ATOMIC_RELAXED);
  if (delay_us > 0) {
    struct timespec pause = {delay_us / 1000000, (delay_us % 1000000) * 1000};
    nanosleep(&pause, NULL);
  }
  return real(file);
}

int fsync(int file) { return call("fsync", file); }
int fdatasync(int file) { return call("fdatasync", file); }

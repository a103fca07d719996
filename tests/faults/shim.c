// What a kernel may do and seldom does, for programs that call it through the C library (LD_PRELOAD):
// FAULT_SHORT=1 writes half of what is asked for, FAULT_EINTR=n interrupts every n-th write before it begins.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static long setting(const char *name) {
  const char *value = getenv(name);
  return value ? atol(value) : 0;
}

ssize_t write(int file, const void *bytes, size_t length) {
  static ssize_t (*whole)(int, const void *, size_t);
  static long calls;
  if (!whole) whole = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  long every = setting("FAULT_EINTR");
  // Standard output and error are others' business.
  if (file > 2 && every && __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) % every == 0) {
    errno = EINTR;
    return -1;
  }
  if (file > 2 && setting("FAULT_SHORT") && length > 1) length /= 2;
  return whole(file, bytes, length);
}

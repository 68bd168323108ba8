/*
 * Preloaded into a server under test: keeps beside every database file a copy of it as the disk was last told to keep it
 * (<file>.durable). After a kill those copies are what a power cut would have left: writes that were never synced are gone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int is_database(const char *path) {
  size_t length = strlen(path);
  return (length > 3 && strcmp(path + length - 3, ".db") == 0) || (length > 7 && strcmp(path + length - 7, ".db-wal") == 0);
}

static void keep(int file) {
  char link[64], path[4096], part[4200], durable[4200], bytes[65536];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = 0;
  if (!is_database(path)) return;
  snprintf(part, sizeof part, "%s.durable-part", path);
  snprintf(durable, sizeof durable, "%s.durable", path);
  int copy = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (copy < 0) return;
  off_t at = 0;
  ssize_t some;
  while ((some = pread(file, bytes, sizeof bytes, at)) > 0 && write(copy, bytes, some) == some) at += some;
  close(copy);
  rename(part, durable);
}

int fsync(int file) {
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  int result = next(file);
  if (result == 0) keep(file);
  return result;
}

int fdatasync(int file) {
  int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  int result = next(file);
  if (result == 0) keep(file);
  return result;
}

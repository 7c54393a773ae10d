// Numbers the points at which a program touches disk or network, and ends or interrupts it at one of them.
//
// Preloaded into a dynamically linked program on Linux. Every call below is a point, counted before it is made:
//   - what opens a file for writing, and what writes, cuts, syncs, links, renames or removes one (not below /dev, /proc
//     and /sys, not standard output and error);
//   - what connects or sends over the internet protocols;
//   - of each answer the first bytes, counted once they are there, so that the other side has surely done its work.
// KILLPOINT_LOG   a file that gets a line a point: number, call, what it is about
// KILLPOINT_AT    the number of the point at which something happens; none: the points are only counted
// KILLPOINT_HOW   kill, lose (kill after the call), int, term, or abort
//
// Calls that a program makes without the C library stay unseen. attune renames its finished files so, between two points:
// the sync of the file and the sync of its folder.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum how { NOTHING, KILL, LOSE, INT, TERM, ABORT };

static int points_log = -1;
static long chosen = -1;
static enum how how = NOTHING;
static atomic_long reached;
// By descriptor: whether something was sent there since the last answer.
static atomic_bool asked[1024];

static enum how how_of(const char *word) {
    static const char *const words[] = {"", "kill", "lose", "int", "term", "abort"};
    for (int which = KILL; which <= ABORT; which++)
        if (word && !strcmp(word, words[which])) return (enum how)which;
    return NOTHING;
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("KILLPOINT_LOG");
    const char *at = getenv("KILLPOINT_AT");
    if (path) points_log = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (at) chosen = atol(at);
    how = how_of(getenv("KILLPOINT_HOW"));
    // Not for the programs that this one starts.
    unsetenv("LD_PRELOAD");
    unsetenv("KILLPOINT_LOG");
    unsetenv("KILLPOINT_AT");
    unsetenv("KILLPOINT_HOW");
}

// Counts a point and does what belongs there before its call; whether something is left to do after it.
static int point(const char *call, const char *about) {
    int number_before = errno;
    long number = atomic_fetch_add(&reached, 1) + 1;
    char line[512];
    int length = snprintf(line, sizeof line, "%04ld %s %s\n", number, call, about);
    if (length >= (int)sizeof line) length = (int)sizeof line - 1;
    if (points_log >= 0) syscall(SYS_write, points_log, line, length);
    if (number == chosen) switch (how) {
        case KILL: kill(getpid(), SIGKILL); break;
        case INT: kill(getpid(), SIGINT); break;
        case TERM: kill(getpid(), SIGTERM); break;
        case ABORT: setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}); abort();
        case LOSE: errno = number_before; return 1;
        case NOTHING: break;
    }
    errno = number_before;
    return 0;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static int is_of_system(const char *path) {
    return !strncmp(path, "/dev/", 5) || !strncmp(path, "/proc/", 6) || !strncmp(path, "/sys/", 5);
}

// What a descriptor is, where it counts: the name of its file or folder. Nothing for pipes, events and the like.
static const char *file_of(int fd, char *into, size_t size) {
    struct stat status;
    if (fd == 1 || fd == 2 || fstat(fd, &status) || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) return NULL;
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, into, size - 1);
    if (length < 0) return NULL;
    into[length] = 0;
    return is_of_system(into) ? NULL : last_part(into);
}

static int is_internet(int fd) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    return !getsockname(fd, (struct sockaddr *)&address, &length) &&
           (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

// Method and path of a request, without what comes after a question mark.
static void request_of(const void *data, size_t size, char *into, size_t room) {
    const char *text = data;
    size_t blanks = 0, length = 0;
    while (length < size && length < room - 1) {
        char byte = text[length];
        if (byte < ' ' || byte > '~' || byte == '?' || (byte == ' ' && ++blanks == 2)) break;
        into[length++] = byte;
    }
    into[length] = 0;
}

// A point of sending.
static int sends(const char *call, int fd, const void *data, size_t size) {
    char about[200];
    request_of(data, size, about, sizeof about);
    if (fd >= 0 && fd < 1024) asked[fd] = 1;
    return point(call, about);
}

// The point of the first bytes of an answer; both ends of the call are one, as its bytes are there before it.
static void receives(int fd, ssize_t received) {
    if (received <= 0 || fd < 0 || fd >= 1024 || !is_internet(fd)) return;
    if (atomic_exchange(&asked[fd], 0) && point("recv", "answer")) kill(getpid(), SIGKILL);
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

// Makes the call; ends the program after it where that was asked for.
#define MADE(lost, ...) do { __typeof__(__VA_ARGS__) made = (__VA_ARGS__); if (lost) kill(getpid(), SIGKILL); return made; } while (0)

static int opens(const char *call, const char *path, int flags) {
    int writes = flags & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC);
    return writes && !is_of_system(path) && point(call, last_part(path));
}

#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
#define OPEN(name) int name(const char *path, int flags, ...) { REAL(name); MODE(flags) int lost = opens("open", path, flags); MADE(lost, real(path, flags, mode)); }
#define OPENAT(name) int name(int folder, const char *path, int flags, ...) { REAL(name); MODE(flags) int lost = opens("open", path, flags); MADE(lost, real(folder, path, flags, mode)); }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

// A point where the descriptor is a file or folder.
#define ON_FILE(call, fd) char path[4096]; const char *about = file_of(fd, path, sizeof path); int lost = about && point(call, about)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    if (is_internet(fd)) { int lost = sends("send", fd, data, size); MADE(lost, real(fd, data, size)); }
    ON_FILE("write", fd);
    MADE(lost, real(fd, data, size));
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    if (is_internet(fd)) {
        int lost = sends("send", fd, count ? parts->iov_base : "", count ? parts->iov_len : 0);
        MADE(lost, real(fd, parts, count));
    }
    ON_FILE("write", fd);
    MADE(lost, real(fd, parts, count));
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { REAL(pwrite); ON_FILE("write", fd); MADE(lost, real(fd, data, size, at)); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { REAL(pwrite64); ON_FILE("write", fd); MADE(lost, real(fd, data, size, at)); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); ON_FILE("ftruncate", fd); MADE(lost, real(fd, size)); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); ON_FILE("ftruncate", fd); MADE(lost, real(fd, size)); }
int fchmod(int fd, mode_t mode) { REAL(fchmod); ON_FILE("fchmod", fd); MADE(lost, real(fd, mode)); }
int fsync(int fd) { REAL(fsync); ON_FILE("fsync", fd); MADE(lost, real(fd)); }
int fdatasync(int fd) { REAL(fdatasync); ON_FILE("fdatasync", fd); MADE(lost, real(fd)); }

// A point where the path is not one of the system's.
#define ON_PATH(call, path) int lost = !is_of_system(path) && point(call, last_part(path))

int rename(const char *from, const char *to) { REAL(rename); ON_PATH("rename", to); MADE(lost, real(from, to)); }
int renameat(int a, const char *from, int b, const char *to) { REAL(renameat); ON_PATH("rename", to); MADE(lost, real(a, from, b, to)); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { REAL(renameat2); ON_PATH("rename", to); MADE(lost, real(a, from, b, to, flags)); }
int link(const char *from, const char *to) { REAL(link); ON_PATH("link", to); MADE(lost, real(from, to)); }
int linkat(int a, const char *from, int b, const char *to, int flags) { REAL(linkat); ON_PATH("link", to); MADE(lost, real(a, from, b, to, flags)); }
int unlink(const char *path) { REAL(unlink); ON_PATH("unlink", path); MADE(lost, real(path)); }
int unlinkat(int folder, const char *path, int flags) { REAL(unlinkat); ON_PATH("unlink", path); MADE(lost, real(folder, path, flags)); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); ON_PATH("mkdir", path); MADE(lost, real(path, mode)); }
int mkdirat(int folder, const char *path, mode_t mode) { REAL(mkdirat); ON_PATH("mkdir", path); MADE(lost, real(folder, path, mode)); }

int connect(int fd, const struct sockaddr *to, socklen_t length) {
    REAL(connect);
    int counts = to->sa_family == AF_INET || to->sa_family == AF_INET6;
    int lost = counts && point("connect", "tenant");
    MADE(lost, real(fd, to, length));
}

ssize_t send(int fd, const void *data, size_t size, int flags) {
    REAL(send);
    int lost = is_internet(fd) && sends("send", fd, data, size);
    MADE(lost, real(fd, data, size, flags));
}

ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to, socklen_t length) {
    REAL(sendto);
    int lost = is_internet(fd) && sends("send", fd, data, size);
    MADE(lost, real(fd, data, size, flags, to, length));
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    REAL(sendmsg);
    const struct iovec *part = message->msg_iovlen ? message->msg_iov : &(struct iovec){"", 0};
    int lost = is_internet(fd) && sends("send", fd, part->iov_base, part->iov_len);
    MADE(lost, real(fd, message, flags));
}

#define RECEIVED(fd, ...) do { ssize_t received = (__VA_ARGS__); receives(fd, received); return received; } while (0)

ssize_t read(int fd, void *into, size_t size) { REAL(read); RECEIVED(fd, real(fd, into, size)); }
ssize_t readv(int fd, const struct iovec *into, int count) { REAL(readv); RECEIVED(fd, real(fd, into, count)); }
ssize_t recv(int fd, void *into, size_t size, int flags) { REAL(recv); RECEIVED(fd, real(fd, into, size, flags)); }
ssize_t recvfrom(int fd, void *into, size_t size, int flags, struct sockaddr *from, socklen_t *length) { REAL(recvfrom); RECEIVED(fd, real(fd, into, size, flags, from, length)); }
ssize_t recvmsg(int fd, struct msghdr *into, int flags) { REAL(recvmsg); RECEIVED(fd, real(fd, into, flags)); }

/*
 * fault.c - preloaded, it lets the n-th call of one kind fail.
 *
 *   LD_PRELOAD=fault.so HWR_FAULT=read:3 HWR_FAULT_NOTE=note program ...
 *
 * Kinds: malloc (with its like), open, read, write, close, fsync, rename (with
 * link).  When the call has failed, the file HWR_FAULT_NOTE is made.  Writing to
 * stderr does not count: that a message is lost cannot be said.
 *
 * malloc is replaced; the others are calls that the C library makes within
 * itself, too, so the kernel is asked to hand them back (seccomp, SECCOMP_RET_TRAP): a
 * handler of SIGSYS makes them, marked by a sixth argument, or lets them fail.
 * Linux with glibc, on x86-64 and aarch64.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define MARK 0x6877722d6661756cL	/* no argument of anybody else */
enum { MAX_CALLS = 4 };

static const struct kind {
	const char *name;
	int error;
	long call[MAX_CALLS];		/* ends with -1 */
} kinds[] = {
	{"malloc", ENOMEM, {-1}},
#ifdef SYS_open
	{"open", EMFILE, {SYS_openat, SYS_open, -1}},
	{"rename", EIO, {SYS_rename, SYS_link, SYS_linkat, -1}},
#else
	{"open", EMFILE, {SYS_openat, -1}},
	{"rename", EIO, {SYS_renameat, SYS_linkat, -1}},
#endif
	{"read", EIO, {SYS_read, -1}},
	{"write", ENOSPC, {SYS_write, SYS_writev, -1}},
	{"close", EIO, {SYS_close, -1}},
	{"fsync", EIO, {SYS_fsync, -1}},
};

static const struct kind *wanted;	/* NULL: nothing fails */
static const char *note;
static long nth;
static atomic_long count;

/* A call that the filter lets pass. */
static long
marked(long call, const long a[5])
{
#if defined(__x86_64__)
	register long r10 __asm__("r10") = a[3], r8 __asm__("r8") = a[4], r9 __asm__("r9") = MARK;
	long result;

	__asm__ volatile("syscall" : "=a"(result) : "a"(call), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
	                 : "rcx", "r11", "memory");
	return result;
#elif defined(__aarch64__)
	register long x8 __asm__("x8") = call, x0 __asm__("x0") = a[0], x1 __asm__("x1") = a[1], x2 __asm__("x2") = a[2];
	register long x3 __asm__("x3") = a[3], x4 __asm__("x4") = a[4], x5 __asm__("x5") = MARK;

	__asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
	return x0;
#else
/* cppcheck-suppress preprocessorErrorDirective */
#error "calls of this processor are not known"
#endif
}

/* 1 when this call is the one that fails, which is noted. */
static int
fails(void)
{
	const long create[5] = {AT_FDCWD, (long)note, O_CREAT | O_WRONLY, 0666, 0};
	long file[5] = {0};

	if (atomic_fetch_add(&count, 1) + 1 != nth)
		return 0;
	file[0] = marked(SYS_openat, create);
	marked(SYS_close, file);
	return 1;
}

static void
on_call(int sig, siginfo_t *info, void *context)
{
	ucontext_t *u = context;
	const long call = info->si_syscall;
	long result;
#if defined(__x86_64__)
	greg_t *r = u->uc_mcontext.gregs;
	const long a[5] = {r[REG_RDI], r[REG_RSI], r[REG_RDX], r[REG_R10], r[REG_R8]};
#else
	unsigned long long *r = u->uc_mcontext.regs;
	const long a[5] = {(long)r[0], (long)r[1], (long)r[2], (long)r[3], (long)r[4]};
#endif
	const int told = (call == SYS_write || call == SYS_writev) && a[0] == 2;
	const int fail = !told && fails();

	(void)sig;
	result = fail && call != SYS_close ? 0 : marked(call, a);	/* what fails to close is closed all the same */
	if (fail)
		result = -wanted->error;
#if defined(__x86_64__)
	r[REG_RAX] = result;
#else
	r[0] = (unsigned long long)result;
#endif
}

/* Ask the kernel for the calls of the kind that is wanted. */
static void
trap_calls(void)
{
	enum { HEAD = 5 };
	const unsigned low = (unsigned)(MARK & 0xffffffff), high = (unsigned)(MARK >> 32);
	const unsigned arg = offsetof(struct seccomp_data, args[5]);
	struct sock_filter f[HEAD + 2 * MAX_CALLS + 1] = {	/* marked calls pass */
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, arg), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, low, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, arg + 4), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, high, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {HEAD, f};
	struct sigaction sa;

	f[program.len++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (int i = 0; wanted->call[i] >= 0; i++) {
		f[program.len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)wanted->call[i], 0, 1);
		f[program.len++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
	}
	f[program.len++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	memset(&sa, 0, sizeof sa);
	sa.sa_sigaction = on_call;
	sa.sa_flags = SA_SIGINFO | SA_NODEFER;
	if (sigaction(SIGSYS, &sa, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
	    || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(99);		/* not here */
}

__attribute__((constructor)) static void
begin(void)
{
	const char *what = getenv("HWR_FAULT"), *colon = what ? strchr(what, ':') : NULL;
	const struct kind *k = kinds;

	note = getenv("HWR_FAULT_NOTE");
	if (!colon || !note)
		return;
	while (k < kinds + sizeof kinds / sizeof *kinds && (strncmp(k->name, what, (size_t)(colon - what)) != 0 || k->name[colon - what]))
		k++;
	if (k == kinds + sizeof kinds / sizeof *kinds)
		_exit(98);
	nth = strtol(colon + 1, NULL, 10);
	wanted = k;
	if (k->call[0] >= 0)
		trap_calls();
}

/* What malloc and its like are within glibc. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t unit, size_t n);

static int
no_memory(void)
{
	if (!wanted || wanted != kinds || !fails())
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	return no_memory() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return no_memory() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return no_memory() ? NULL : __libc_realloc(p, n);
}

void *
aligned_alloc(size_t unit, size_t n)
{
	return no_memory() ? NULL : __libc_memalign(unit, n);
}

int
posix_memalign(void **p, size_t unit, size_t n)
{
	void *q = no_memory() ? NULL : __libc_memalign(unit, n);

	if (q)
		*p = q;
	return q ? 0 : ENOMEM;
}

"""Which system calls a submission may not make, and the filter that refuses them."""

from __future__ import annotations

import contextlib

with contextlib.suppress(ImportError, RuntimeError, OSError):  # the package is there, libseccomp perhaps not
    import pyseccomp

NEW_USER, NEW_PID, NEW_NET, NEW_IPC, NEW_UTS, NEW_MOUNT = (
    0x10000000,
    0x20000000,
    0x40000000,
    0x8000000,
    0x4000000,
    0x20000,
)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = 1, 4, 24, 36

DENIED = """
    socket connect bind listen accept accept4 sendmsg sendmmsg
    ptrace process_vm_readv process_vm_writev kcmp pidfd_getfd process_madvise
    mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr
    unshare setns keyctl add_key request_key bpf perf_event_open userfaultfd
    io_uring_setup io_uring_enter io_uring_register memfd_create memfd_secret
    shmget msgget semget mq_open name_to_handle_at open_by_handle_at fanotify_init quotactl acct swapon swapoff
    init_module finit_module delete_module kexec_load kexec_file_load reboot syslog
    settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname mknod mknodat
""".split()


def call_filter() -> pyseccomp.SyscallFilter | None:
    """The filter, None where libseccomp is missing. Made once in the warm parent, loaded in each fork."""
    if "pyseccomp" not in globals():
        return None
    rules, refused = pyseccomp.SyscallFilter(pyseccomp.ALLOW), pyseccomp.ERRNO(1)
    for name in DENIED:
        with contextlib.suppress(RuntimeError, OSError, ValueError):  # a call that this machine or libseccomp lacks
            rules.add_rule(refused, name)
    arg, equal, masked = pyseccomp.Arg, pyseccomp.EQ, pyseccomp.MASKED_EQ
    # asyncio needs socketpair; only connected streams inside this machine's kernel, which cannot be pointed elsewhere
    rules.add_rule(refused, "socketpair", arg(0, pyseccomp.NE, 1))
    for kind in (2, 3, 4, 5):
        rules.add_rule(refused, "socketpair", arg(1, masked, 0xF, kind))
    for flag in (NEW_USER, NEW_PID, NEW_NET, NEW_IPC, NEW_UTS, NEW_MOUNT, 0x2000000, 0x80):  # cgroup, time
        rules.add_rule(refused, "clone", arg(0, masked, flag, flag))
    rules.add_rule(pyseccomp.ERRNO(38), "clone3")  # its flags lie in memory, unseen: libc then falls back to clone
    for option in (PR_SET_PDEATHSIG, PR_SET_DUMPABLE):
        rules.add_rule(refused, "prctl", arg(0, equal, option))
    return rules

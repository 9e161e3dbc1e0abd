"""Changes the limits of another process of the same user."""
# kind: reaching out
# control: bare
# stopped by: seccomp, namespaces
import resource

def attack():
    soft, hard = resource.prlimit(SIBLING, resource.RLIMIT_NOFILE)
    resource.prlimit(SIBLING, resource.RLIMIT_NOFILE, (soft, hard))
    return True

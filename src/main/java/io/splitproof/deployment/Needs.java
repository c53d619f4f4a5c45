package io.splitproof.deployment;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.util.Map;
import java.util.Set;

/**
 * What a container has beyond an ordinary one.
 *
 * @param capabilities of the kernel, such as NET_ADMIN to add an address
 * @param tmpfs mount points in memory with their options: what is there is gone after a restart, as a pid file should be
 * @param sysctls of the network namespace that the container makes; not for one that joins another's
 * @param sharedMemory bytes of /dev/shm; 0 for the engine's default
 * @param nothingElse whether it is to lack the capabilities that an ordinary container has
 */
record Needs(
        Set<Capability> capabilities,
        Map<String, String> tmpfs,
        Map<String, String> sysctls,
        long sharedMemory,
        boolean nothingElse) {
    static final Needs NOTHING = new Needs(Set.of(), Map.of(), Map.of(), 0);

    /** Beside what every container has. */
    Needs(Set<Capability> capabilities, Map<String, String> tmpfs, Map<String, String> sysctls, long sharedMemory) {
        this(capabilities, tmpfs, sysctls, sharedMemory, false);
    }

    /** One capability, and none of those that every container has. */
    static Needs only(Capability capability) {
        return new Needs(Set.of(capability), Map.of(), Map.of(), 0, true);
    }

    Needs {
        capabilities = Set.copyOf(capabilities);
        tmpfs = Map.copyOf(tmpfs);
        sysctls = Map.copyOf(sysctls);
    }

    void give(HostConfig host) {
        if (nothingElse) {
            host.withCapDrop(Capability.ALL);
        }
        if (!capabilities.isEmpty()) {
            host.withCapAdd(capabilities.toArray(Capability[]::new));
        }
        if (!tmpfs.isEmpty()) {
            host.withTmpFs(tmpfs);
        }
        if (!sysctls.isEmpty()) {
            host.withSysctls(sysctls);
        }
        if (sharedMemory > 0) {
            host.withShmSize(sharedMemory);
        }
    }
}

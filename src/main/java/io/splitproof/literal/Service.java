package io.splitproof.literal;

import java.util.ArrayList;
import java.util.List;

/**
 * One service of a compose file, in what these files use of the format.
 *
 * @param container its {@code container_name}, or the service's name where it has none
 * @param command as the file has it, variables unexpanded
 * @param ports container ports that it publishes
 */
public record Service(
        String name,
        String container,
        String command,
        List<Integer> ports,
        List<Mount> mounts,
        List<String> networks,
        List<String> dependsOn) {
    public Service {
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
        networks = List.copyOf(networks);
        dependsOn = List.copyOf(dependsOn);
    }

    /** The names under which others on its network find it. */
    public List<String> aliases() {
        var aliases = new ArrayList<>(List.of(name));
        if (!container.equals(name)) {
            aliases.add(container);
        }
        return List.copyOf(aliases);
    }
}

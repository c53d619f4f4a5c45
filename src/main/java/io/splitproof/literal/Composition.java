package io.splitproof.literal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a compose file means.
 *
 * @param file its name
 * @param networks that it declares
 * @param volumes that it declares
 */
public record Composition(String file, List<Service> services, List<Network> networks, List<String> volumes) {
    /** Compose names what it makes after the directory of the file; this stands for that directory's name. */
    public static final String PROJECT = "redis";

    public Composition {
        services = List.copyOf(services);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
    }

    /**
     * A declared network. An external one is expected to exist under its very name; any other is made.
     *
     * @param name as services refer to it
     * @param named its {@code name} on the engine, where the file gives one
     */
    public record Network(String name, @Nullable String named, boolean external) {
        /** Its name on the engine (Compose file reference, "networks": name, external). */
        public String engineName() {
            if (named != null) {
                return named;
            }
            return external ? name : PROJECT + "_" + name;
        }
    }

    /** A volume's name on the engine. */
    public static String engineVolume(String volume) {
        return PROJECT + "_" + volume;
    }
}

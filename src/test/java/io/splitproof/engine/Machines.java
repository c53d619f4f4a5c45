package io.splitproof.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Machines for tests, made of a directory. */
final class Machines {
    static final long ROOT = 0;
    static final long USER = 1000;

    private Machines() {}

    static Machine debian(Path root, long uid, Map<String, String> environment) {
        return machine(root, "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n", uid, environment);
    }

    static Machine ubuntu(Path root) {
        return machine(root, "ID=ubuntu\nID_LIKE=debian\nPRETTY_NAME=\"Ubuntu 24.04 LTS\"\n", ROOT, Map.of());
    }

    static Machine fedora(Path root) {
        return machine(root, "ID=fedora\nPRETTY_NAME=\"Fedora Linux 42\"\n", ROOT, Map.of());
    }

    private static Machine machine(Path root, String release, long uid, Map<String, String> environment) {
        write(root.resolve("etc/os-release"), release);
        return new Machine(root, root.resolve("home"), uid, environment);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

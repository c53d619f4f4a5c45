package io.splitproof.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that a container, network or volume belongs to. A pid alone is given to others later; with the start
 * time and the boot it names one process for ever.
 *
 * @param pid as seen inside its pid namespace
 * @param start ticks since boot, or milliseconds since the epoch where there is no /proc
 * @param boot the kernel's boot id, or "none"
 * @param space the pid namespace, or the machine's name where there is no /proc
 */
record Owner(long pid, String start, String boot, String space) {
    private static final Pattern LABEL = Pattern.compile("pid=(\\d+),start=(\\w+),boot=([\\w-]+),space=(.+)");

    /** Whether an owner lives. FOREIGN means that it cannot be seen from here: its things are left alone. */
    enum Life {
        ALIVE,
        DEAD,
        FOREIGN
    }

    /** This process. */
    static Owner current() {
        long pid = ProcessHandle.current().pid();
        return new Owner(pid, startOf(pid), currentBoot(), currentSpace());
    }

    String label() {
        return "pid=" + pid + ",start=" + start + ",boot=" + boot + ",space=" + space;
    }

    /** Judges an owner's label from this process. A label that cannot be read is foreign. */
    static Life life(String label, Owner here, boolean localEngine) {
        Matcher matcher = LABEL.matcher(label);
        if (!matcher.matches()) {
            return Life.FOREIGN;
        }
        Owner owner = new Owner(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3), matcher.group(4));
        if (!owner.boot.equals(here.boot)) {
            // Whoever uses this machine's own engine ran under this machine's kernel, so that was an earlier boot.
            return localEngine ? Life.DEAD : Life.FOREIGN;
        }
        if (!owner.space.equals(here.space)) {
            return Life.FOREIGN;
        }
        return owner.start.equals(startOf(owner.pid)) ? Life.ALIVE : Life.DEAD;
    }

    /** When a process started, or "gone". */
    static String startOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The program's name, in parentheses, may hold spaces; the start time is the 20th field after it (proc(5)).
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? "gone" : fields[19];
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(Instant::toEpochMilli)
                    .map(String::valueOf)
                    .orElse("gone");
        }
    }

    private static String currentBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "none";
        }
    }

    private static String currentSpace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            Map<String, String> environment = System.getenv();
            return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", "local"));
        }
    }
}

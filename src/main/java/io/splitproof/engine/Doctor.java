package io.splitproof.engine;

import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Looks at everything a run needs. Installs, starts, pulls and removes nothing. */
public final class Doctor {
    private static final long GIB = 1L << 30;
    private static final long ENOUGH_MEMORY = 2 * GIB;
    private static final long ENOUGH_DISK = 3 * GIB;

    private final Machine machine;
    private final Provision provision;
    private final Executor executor;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Machine machine, Provision provision, Executor executor) {
        this.machine = machine;
        this.provision = provision;
        this.executor = executor;
    }

    /**
     * Looks at this machine, its engine and the images named.
     *
     * @param images references such as {@link Images#REDIS}
     */
    public static Diagnosis examine(Provision provision, List<String> images, Executor executor) {
        return examine(Machine.current(), provision, images, executor);
    }

    static Diagnosis examine(Machine machine, Provision provision, List<String> images, Executor executor) {
        Doctor doctor = new Doctor(machine, provision, executor);
        doctor.machine();
        List<String> refusals = new ArrayList<>();
        Optional<Engine> found = Engine.find(machine, refusals);
        if (found.isEmpty()) {
            doctor.noEngine(refusals);
        } else {
            try (Engine engine = found.get()) {
                doctor.engine(engine);
                images.forEach(image -> doctor.image(engine, image));
                doctor.parts(engine);
                doctor.leftOvers(new Leases(engine, executor));
            }
        }
        return new Diagnosis(doctor.findings);
    }

    private void machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        findings.add(
                cores >= 2
                        ? Finding.ok("processor", cores + " cores")
                        : Finding.warning("processor", "1 core", "expect stalls; a run that stalls is judged unknown"));
        memory();
        try {
            long free = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                    .getUsableSpace();
            sized(
                    "disk",
                    free,
                    ENOUGH_DISK,
                    "building images needs 3 GiB below " + System.getProperty("java.io.tmpdir"));
        } catch (IOException e) {
            findings.add(Finding.warning("disk", String.valueOf(e.getMessage()), ""));
        }
    }

    private void memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            sized("memory", system.getTotalMemorySize(), ENOUGH_MEMORY, "the largest topology needs about 2 GiB");
        }
    }

    private void sized(String name, long bytes, long enough, String advice) {
        String found = String.format("%.1f GiB", (double) bytes / GIB);
        findings.add(bytes >= enough ? Finding.ok(name, found) : Finding.warning(name, found, advice));
    }

    private void noEngine(List<String> refusals) {
        String obstacle = EngineSetup.obstacle(machine, provision);
        String tried = "none answers; tried " + String.join("; ", refusals);
        findings.add(
                obstacle.isEmpty()
                        ? Finding.warning("engine", tried, "the first run installs docker.io and starts dockerd")
                        : Finding.missing("engine", tried + "; " + obstacle, EngineSetup.advice(machine)));
    }

    private void engine(Engine engine) {
        findings.add(
                Finding.ok("engine", engine.endpoint() + ", version " + engine.version() + ", API " + engine.api()));
        Info info = engine.client().infoCmd().exec();
        String driver = String.valueOf(info.getDriver());
        findings.add(
                driver.equals("vfs")
                        ? Finding.warning(
                                "storage driver",
                                driver,
                                "vfs copies a whole image for each container; put the engine's data on ext4 or xfs")
                        : Finding.ok("storage driver", driver));
        findings.add(Finding.ok(
                "cgroup",
                "version " + Optional.ofNullable(info.getCGroupVersion()).orElse("1")));
    }

    private void image(Engine engine, String reference) {
        Images images = new Images(engine, provision, executor, line -> {});
        String name = "image " + reference;
        Optional<Image> image = images.present(reference);
        findings.add(
                image.isPresent()
                        ? Finding.ok(
                                name,
                                image.get().reference() + " holds "
                                        + image.get().server())
                        : Finding.warning(
                                name,
                                "not here",
                                "the first run that needs it pulls it" + orBuilds(engine, reference)));
    }

    /** Few runs need any of them, so that one that is not here is no warning. */
    private void parts(Engine engine) {
        Images images = new Images(engine, provision, executor, line -> {});
        List<String> present = Images.PARTS.stream()
                .filter(part -> images.present(part).isPresent())
                .toList();
        findings.add(Finding.ok("parts beside Redis", "here: " + listed(present)));
        List<String> absent =
                Images.PARTS.stream().filter(part -> !present.contains(part)).toList();
        if (provision == Provision.NEVER && !absent.isEmpty()) {
            findings.add(Finding.warning(
                    "parts beside Redis",
                    "not here: " + listed(absent),
                    "runs that need them are refused; building them is forbidden"));
        } else if (!absent.isEmpty()) {
            findings.add(Finding.ok(
                    "parts beside Redis", "not here: " + listed(absent) + "; the first run that needs one builds it"));
        }
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private String orBuilds(Engine engine, String reference) {
        if (provision == Provision.NEVER) {
            return "; building it is forbidden";
        }
        return Build.of(ImageName.parse(reference), engine.machine()).isEmpty() ? "" : " or builds it from packages";
    }

    private void leftOvers(Leases leases) {
        int dead = leases.dead().size();
        String found = leases.runs().size() + " runs have containers, networks or volumes";
        findings.add(
                dead == 0
                        ? Finding.ok("left over", found + ", none without an owner")
                        : Finding.warning(
                                "left over",
                                found + "; " + dead + " of these belong to processes that are gone",
                                "the next run removes them, or: ./splitproof clean"));
    }
}

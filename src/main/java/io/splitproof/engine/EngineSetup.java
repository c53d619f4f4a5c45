package io.splitproof.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts an engine where that is allowed and possible, and says what to do where it is not. */
final class EngineSetup {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private EngineSetup() {}

    /** Installs and starts the distribution's engine, or throws with the steps for this system. */
    static void start(Machine machine, Provision provision, List<String> refusals, Consumer<String> progress) {
        String obstacle = obstacle(machine, provision);
        if (!obstacle.isEmpty()) {
            throw new EngineUnavailable(
                    "no container engine answers (tried " + String.join("; ", refusals) + ") and " + obstacle,
                    steps(machine));
        }
        progress.accept("no container engine answers: starting one");
        try {
            new Recipe("engine.sh", List.of(), LIMIT).run(machine, progress);
        } catch (RecipeFailed e) {
            throw new EngineUnavailable("no container engine could be started: " + e.getMessage(), steps(machine));
        }
    }

    /** Why an engine cannot be started here, or an empty string when it can. */
    static String obstacle(Machine machine, Provision provision) {
        if (Endpoints.named(machine).isPresent()) {
            return "the engine was named by DOCKER_HOST or a docker context, so no other is started";
        }
        if (provision == Provision.NEVER) {
            return "starting one is forbidden (--no-provision or " + Provision.VARIABLE + "=never)";
        }
        if (!machine.isDebianOrUbuntu()) {
            return "Splitproof can start one only on Debian and Ubuntu; this is " + machine.system();
        }
        if (!machine.isRoot()) {
            return "only root can start one; this is uid " + machine.uid();
        }
        return "";
    }

    /** The steps that help on this system, in one text. */
    static String advice(Machine machine) {
        return String.join("\n", steps(machine));
    }

    private static List<String> steps(Machine machine) {
        List<String> steps = new ArrayList<>();
        if (Endpoints.named(machine).isPresent()) {
            steps.add("start the engine that DOCKER_HOST or the docker context names,");
            steps.add("or: unset DOCKER_HOST DOCKER_CONTEXT; docker context use default");
        } else if (machine.isMac()) {
            steps.add("start Docker Desktop, or: brew install colima docker && colima start");
        } else if (machine.isDebianOrUbuntu()) {
            steps.add("sudo apt-get update && sudo apt-get install -y docker.io");
            steps.add("sudo systemctl start docker     (without systemd: sudo dockerd &)");
            steps.add("sudo usermod -aG docker \"$USER\"  (then log in again)");
            steps.add("or run this command as root, without --no-provision, and it does so itself");
        } else {
            steps.add("install Docker or Podman with the package manager of " + machine.system() + " and start it,");
            steps.add("for Podman: systemctl --user start podman.socket");
        }
        steps.add("then: ./splitproof doctor");
        return steps;
    }
}

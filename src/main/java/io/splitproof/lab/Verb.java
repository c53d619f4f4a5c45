package io.splitproof.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every command of the lab: its word, how it is written, and what it does. */
public enum Verb {
    KILL("kill NODE... [host]", "SIGKILL; with host, everything in the node's box, and silence around it"),
    STOP("stop NODE...", "SIGTERM, a graceful shutdown"),
    START("start NODE", "starts what was killed or stopped"),
    RESTART("restart NODE...", "SIGKILL and an immediate start"),
    PAUSE("pause NODE...", "freezes processes"),
    RESUME("resume NODE", "thaws what was paused"),
    CUT("cut A B [PHYSICS] | cut A -> B [PHYSICS]", "cuts the links between two boxes, or one direction"),
    PARTITION("partition [A, B] | [C, D] [PHYSICS]", "cuts every link between groups; what no group names is one more"),
    ISOLATE("isolate BOX [PHYSICS]", "cuts every link of a box"),
    LOSE_REPLIES("lose-replies A -> B", "requests arrive and are executed, their replies are lost"),
    DELAY("delay A B 300ms [jitter 50ms] | delay A -> B ... | delay BOX ...", "slows links"),
    THROTTLE("throttle A -> B 100KB/s | throttle BOX 100KB/s", "narrows links"),
    CLOCK("clock jump NODE +5s | clock drift NODE 1.05", "changes the clocks of a node"),
    HEAL("heal [FAULT|all]", "heals one fault, such as f1, or all; what was killed starts again"),
    FAILOVER("failover [NODE]", "asks a Sentinel for a switchover, or a replica of a Cluster to take over"),
    PROMOTE("promote NODE", "REPLICAOF NO ONE"),
    REPLICATE("replicate NODE of NODE", "REPLICAOF another node"),
    POINT("point CLIENT NODE", "starts a client anew with another address"),
    STATUS("status", "roles, what is broken, rates, outages"),
    TIMELINE("timeline [N]", "the last N things that happened; 30 of them where no N is given"),
    WAIT("wait 5s", "does nothing for that much scenario time"),
    WAIT_FOR("wait-for TEXT [within 60s]", "waits until the timeline says so, from the command before it on"),
    REPORT("report", "judges what is recorded so far; without final reads much is still unknown"),
    SAVE("save FILE", "writes what was done by hand as a scenario file, now and once more at the end"),
    HELP("help [COMMAND]", "this"),
    QUIT("quit", "heals, reads every node, judges, and removes everything");

    private final String usage;
    private final String does;

    Verb(String usage, String does) {
        this.usage = usage;
        this.does = does;
    }

    /** The word that is typed. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** How it is written. */
    public String usage() {
        return usage;
    }

    /** What it does. */
    public String does() {
        return does;
    }

    /** The verb of that word. */
    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(v -> v.word().equals(word)).findFirst();
    }

    /** All words, in the order of help. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}

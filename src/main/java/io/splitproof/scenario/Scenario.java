package io.splitproof.scenario;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Evidence;
import io.splitproof.checker.Objective;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.Trigger;
import io.splitproof.history.History;
import io.splitproof.literal.Literal;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One experiment.
 *
 * @param name its path under {@code scenarios/} without the ending, such as {@code sentinel/example-2-crash}
 * @param claim null where the scenario tests objectives alone
 * @param server which server image it wants, such as {@code redis:7} or {@code valkey:8.1}
 * @param timeLapse how many seconds of scenario time pass in a second of real time
 * @param literal a document's files and repairs, in place of topology, clients and schedule, which are then empty; null
 *     for an experiment on boxes
 * @param notes what a reader should know, such as timeouts that are shorter than documented
 */
public record Scenario(
        String name,
        Source source,
        @Nullable Claim claim,
        Topology topology,
        List<ClientSpec> clients,
        Schedule schedule,
        @Nullable Literal literal,
        List<Objective> objectives,
        String server,
        double timeLapse,
        List<String> notes) {
    public Scenario {
        clients = List.copyOf(clients);
        objectives = List.copyOf(objectives);
        notes = List.copyOf(notes);
    }

    /** An experiment on boxes. */
    public Scenario(
            String name,
            Source source,
            @Nullable Claim claim,
            Topology topology,
            List<ClientSpec> clients,
            Schedule schedule,
            List<Objective> objectives,
            String server,
            double timeLapse,
            List<String> notes) {
        this(name, source, claim, topology, clients, schedule, null, objectives, server, timeLapse, notes);
    }

    /** The same experiment at another factor. */
    public Scenario at(double factor) {
        return new Scenario(
                name, source, claim, topology, clients, schedule, literal, objectives, server, factor, notes);
    }

    /** The same experiment with another server. */
    public Scenario on(String image) {
        return new Scenario(
                name, source, claim, topology, clients, schedule, literal, objectives, image, timeLapse, notes);
    }

    /** The same experiment with another schedule. */
    public Scenario with(Schedule other) {
        return new Scenario(
                name, source, claim, topology, clients, other, literal, objectives, server, timeLapse, notes);
    }

    /**
     * The same experiment with its faults and steps at another fraction of the ping period that they wait for, from 0 to
     * below 1.
     */
    public Scenario atPingPhase(double fraction) {
        return with(schedule.atPingPhase(fraction));
    }

    /** The fraction of a ping period at which its first such fault or step begins; empty where none waits for one. */
    public Optional<Double> pingPhase() {
        return schedule.triggers()
                .flatMap(t -> t instanceof Trigger.PingPhase phase ? Stream.of(phase.fraction()) : Stream.empty())
                .findFirst();
    }

    /** Whether nodes need the clock library: at any factor but 1, and where a fault changes a node's clocks. */
    public boolean needsClockLibrary() {
        return timeLapse != 1
                || schedule.faults().stream().anyMatch(f -> f.fault().changesClocks());
    }

    /** Whether packets have to be dropped: by a fault, or to silence a crashed host that holds a virtual IP. */
    public boolean needsPacketFilter() {
        return topology.virtualIp() != null
                || schedule.faults().stream().anyMatch(f -> f.fault().dropsPackets());
    }

    /** What a judge may look at, given what happened. */
    public Evidence evidence(History history) {
        return new Evidence(topology, clients, schedule, literal, history);
    }
}

package io.splitproof.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Labels what a run makes and removes what nobody needs any more, even after the owner was killed.
 *
 * @param executor removes containers side by side
 */
public record Leases(Engine engine, Executor executor) {
    public static final String RUN = "io.splitproof.run";
    public static final String OWNER = "io.splitproof.owner";
    public static final String KEEP = "io.splitproof.keep";

    /** The labels of everything that a run of this process makes. Kept things are removed only when asked for. */
    public static Map<String, String> labels(String runId, boolean keep) {
        String owner = Owner.current().label();
        return keep ? Map.of(RUN, runId, OWNER, owner, KEEP, "true") : Map.of(RUN, runId, OWNER, owner);
    }

    /** Removes what dead owners left behind, without what was kept on purpose. Costs three short calls when clean. */
    public Swept sweepDead(Consumer<String> progress) {
        return sweep(leftOver(), "left by runs whose process is gone", progress);
    }

    /** Removes one run, kept or not, alive or not. */
    public Swept sweepRun(String runId, Consumer<String> progress) {
        return sweep(resource -> resource.run().equals(runId), "of run " + runId, progress);
    }

    /** Removes every run of every owner. */
    public Swept sweepAll(Consumer<String> progress) {
        return sweep(resource -> true, "of all runs", progress);
    }

    /** The ids of runs that have anything here, in order. */
    public List<String> runs() {
        return List.copyOf(list().stream().map(Resource::run).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The names of all that this process made and that is still there, kept or not. */
    public List<String> ofThisProcess() {
        String here = Owner.current().label();
        return list().stream()
                .filter(resource -> resource.owner().equals(here))
                .map(Resource::name)
                .toList();
    }

    /** What a sweep of dead owners would remove. */
    List<Resource> dead() {
        return list().stream().filter(leftOver()).toList();
    }

    private Predicate<Resource> leftOver() {
        Owner here = Owner.current();
        boolean local = engine.endpoint().isLocal();
        return resource -> !resource.isKept() && Owner.life(resource.owner(), here, local) == Owner.Life.DEAD;
    }

    private Swept sweep(Predicate<Resource> which, String whose, Consumer<String> progress) {
        long start = System.nanoTime();
        List<Resource> found = list().stream().filter(which).toList();
        List<String> failures = new ArrayList<>();
        Swept swept = new Swept(
                remove(found, Resource.Kind.CONTAINER, failures),
                remove(found, Resource.Kind.NETWORK, failures),
                remove(found, Resource.Kind.VOLUME, failures),
                failures);
        if (!swept.isNothing()) {
            progress.accept(String.format("removed %s %s in %.1f s", swept, whose, (System.nanoTime() - start) / 1e9));
        }
        return swept;
    }

    /** Removes all of one kind side by side and returns how many went. */
    private int remove(List<Resource> found, Resource.Kind kind, List<String> failures) {
        List<CompletableFuture<Optional<String>>> removals = found.stream()
                .filter(resource -> resource.kind() == kind)
                .map(resource -> CompletableFuture.supplyAsync(() -> remove(resource), executor))
                .toList();
        int before = failures.size();
        removals.forEach(removal -> removal.join().ifPresent(failures::add));
        return removals.size() - (failures.size() - before);
    }

    /** Why it could not be removed, or empty. What is gone already is as good as removed. */
    private Optional<String> remove(Resource resource) {
        DockerClient client = engine.client();
        try {
            switch (resource.kind()) {
                case CONTAINER ->
                    client.removeContainerCmd(resource.id())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec();
                case NETWORK -> client.removeNetworkCmd(resource.id()).exec();
                case VOLUME -> client.removeVolumeCmd(resource.id()).exec();
            }
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (DockerException e) {
            // 409: another sweep is at it.
            boolean underWay =
                    e.getHttpStatus() == 409 && String.valueOf(e.getMessage()).contains("in progress");
            return underWay
                    ? Optional.empty()
                    : Optional.of(resource.name() + ": "
                            + String.valueOf(e.getMessage()).strip());
        } catch (RuntimeException e) {
            // No answer within the client's limit, as of an engine that hangs; others may still go.
            return Optional.of(resource.name() + ": the engine did not answer, " + e.getMessage());
        }
    }

    private static String name(Container container) {
        String[] names = container.getNames();
        return names == null || names.length == 0 ? container.getId() : names[0].replaceFirst("^/", "");
    }

    private List<Resource> list() {
        DockerClient client = engine.client();
        List<Resource> all = new ArrayList<>();
        client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(RUN))
                .exec()
                .forEach(container -> all.add(new Resource(
                        Resource.Kind.CONTAINER, container.getId(), name(container), container.getLabels())));
        client.listNetworksCmd()
                .withFilter("label", List.of(RUN))
                .exec()
                .forEach(network -> all.add(
                        new Resource(Resource.Kind.NETWORK, network.getId(), network.getName(), network.getLabels())));
        client.listVolumesCmd()
                .withFilter("label", List.of(RUN))
                .exec()
                .getVolumes()
                .forEach(volume -> all.add(
                        new Resource(Resource.Kind.VOLUME, volume.getName(), volume.getName(), volume.getLabels())));
        return all;
    }
}

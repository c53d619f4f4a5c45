package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourTableTest {
    @TempDir
    private Path root = Path.of("");

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void likeTheKernelsDefaults() throws IOException {
        Files.createDirectories(limits());
        Files.writeString(limits().resolve("gc_thresh2"), "512\n");
        Files.writeString(limits().resolve("gc_thresh3"), "1024\n");
    }

    private Path limits() {
        return root.resolve("proc/sys/net/ipv4/neigh/default");
    }

    private List<String> now() throws IOException {
        return List.of(
                Files.readString(limits().resolve("gc_thresh2")).strip(),
                Files.readString(limits().resolve("gc_thresh3")).strip());
    }

    private Machine machine(long uid) {
        return new Machine(root, root, uid, Map.of());
    }

    @Test
    void aFewBoxesLeaveItAsItIs() throws IOException {
        NeighbourTable.makeRoom(machine(0), Provision.AUTO, 9, told::add);
        assertThat(now()).containsExactly("512", "1024");
        assertThat(told).isEmpty();
    }

    @Test
    void manyBoxesGetRoomForEachPairAndThePersonIsTold() throws IOException {
        NeighbourTable.makeRoom(machine(0), Provision.AUTO, 93, told::add);
        assertThat(now()).containsExactly("17484", "17484");
        assertThat(told)
                .singleElement()
                .asString()
                .contains("gc_thresh3 to 17484")
                .contains("93 boxes");
    }

    @Test
    void lessThanTheKernelsOwnDefaultIsNeverSet() throws IOException {
        Files.writeString(limits().resolve("gc_thresh3"), "84\n");
        NeighbourTable.makeRoom(machine(0), Provision.AUTO, 6, told::add);
        assertThat(now()).containsExactly("1024", "1024");
    }

    @Test
    void whoMayNotChangeItIsToldHow() throws IOException {
        NeighbourTable.makeRoom(machine(1000), Provision.AUTO, 93, told::add);
        NeighbourTable.makeRoom(machine(0), Provision.NEVER, 93, told::add);
        assertThat(now()).containsExactly("512", "1024");
        assertThat(told).hasSize(2).allMatch(t -> t.contains("sysctl -w") && t.contains("gc_thresh3=17484"));
    }

    @Test
    void whereThereIsNoSuchTableNothingIsSaid() throws IOException {
        Files.delete(limits().resolve("gc_thresh3"));
        NeighbourTable.makeRoom(machine(0), Provision.AUTO, 93, told::add);
        assertThat(told).isEmpty();
    }
}
